import { Output, Product, ProvisionedProduct } from '../estate/types';
import { invalidParameters } from '../errors';
import { accessLevel } from './accessLevel';
import { Context, Handler } from './Context';
import { inOrder } from './inOrder';
import { Inputs } from './inputs';
import { findProvisioned } from './lookup';
import { matchesQuery } from './searchQuery';

/** The fields that a search can be sorted by. */
const SORTABLE = {
  arn: 'Arn',
  id: 'Id',
  name: 'Name',
  lastRecordId: 'LastRecordId',
} as const;

const toDetail = (item: ProvisionedProduct) => ({
  Name: item.name,
  Arn: item.arn,
  Type: item.type,
  Id: item.id,
  Status: item.status,
  StatusMessage: item.statusMessage,
  CreatedTime: item.createdTime,
  IdempotencyToken: item.idempotencyToken,
  LastRecordId: item.lastRecordId,
  LastProvisioningRecordId: item.lastRecordId,
  LastSuccessfulProvisioningRecordId: item.lastSuccessfulRecordId,
  ProductId: item.productId,
  ProvisioningArtifactId: item.artifactId,
  LaunchRoleArn: item.launchRoleArn,
});

function toAttribute(item: ProvisionedProduct, product: Product | undefined) {
  const { LaunchRoleArn: _notInASearch, ...detail } = toDetail(item);
  return {
    ...detail,
    Tags: item.tags,
    PhysicalId: item.physicalId,
    ProductName: product?.name,
    ProvisioningArtifactName: product?.artifacts.find(
      artifact => artifact.id === item.artifactId,
    )?.name,
    UserArn: item.userArn,
    UserArnSession: item.userArn,
  };
}

/** What a caller may see of an account and region. */
const accessible = (
  { AccessLevelFilter }: Inputs['ScanProvisionedProducts'],
  context: Context,
) =>
  context.estate
    .provisionedIn(context)
    .filter(accessLevel(AccessLevelFilter, context));

export const searchProvisionedProducts: Handler<'SearchProvisionedProducts'> = (
  input,
  context,
) => {
  const unknown = Object.keys(input.Filters ?? {}).find(
    key => key !== 'SearchQuery',
  );
  if (unknown) {
    throw invalidParameters(`Unknown filter ${unknown}`);
  }
  const { SortBy, SortOrder } = input;
  if (SortBy !== undefined && !(SortBy in SORTABLE)) {
    throw invalidParameters(
      `SortBy must be one of ${Object.keys(SORTABLE).join(', ')}, and not ${SortBy}`,
    );
  }
  const field = SORTABLE[SortBy as keyof typeof SORTABLE];
  const found = accessible(input, context)
    .map(item => toAttribute(item, context.estate.productOf(item)))
    .filter(item =>
      (input.Filters?.SearchQuery ?? []).every(query =>
        matchesQuery(query, item),
      ),
    );
  const ordered = inOrder(found, {
    by: field && (item => item[field]),
    direction: SortOrder,
  });
  const { items, NextPageToken } = context.page(ordered, {
    request: input,
    limit: 100,
  });
  return {
    ProvisionedProducts: items,
    TotalResultsCount: found.length,
    NextPageToken,
  };
};

export const scanProvisionedProducts: Handler<'ScanProvisionedProducts'> = (
  input,
  context,
) => {
  const { items, NextPageToken } = context.page(accessible(input, context), {
    request: input,
    limit: 20,
  });
  return { ProvisionedProducts: items.map(toDetail), NextPageToken };
};

export const describeProvisionedProduct: Handler<
  'DescribeProvisionedProduct'
> = (input, context) => ({
  ProvisionedProductDetail: toDetail(
    findProvisioned({ id: input.Id, name: input.Name }, context),
  ),
  CloudWatchDashboards: [],
});

/** Outputs as the API writes them. */
export const toRecordOutputs = (outputs: Output[]) =>
  outputs.map(output => ({
    OutputKey: output.key,
    OutputValue: output.value,
    Description: output.description,
  }));

export const getProvisionedProductOutputs: Handler<
  'GetProvisionedProductOutputs'
> = (input, context) => {
  const found = findProvisioned(
    { id: input.ProvisionedProductId, name: input.ProvisionedProductName },
    context,
  );
  if (found.lastSuccessfulRecordId === undefined) {
    throw invalidParameters(
      "Last Successful Provisioning Record doesn't exist.",
    );
  }
  const unknown = input.OutputKeys?.find(
    key => !found.outputs.some(output => output.key === key),
  );
  if (unknown) {
    throw invalidParameters(`Invalid output key ${unknown}`);
  }
  const { items, NextPageToken } = context.page(
    found.outputs.filter(
      output => input.OutputKeys?.includes(output.key) ?? true,
    ),
    { request: input, limit: 20 },
  );
  return { Outputs: toRecordOutputs(items), NextPageToken };
};
