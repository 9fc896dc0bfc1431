import { Output, Product, ProvisionedProduct } from '../estate/types';
import { invalidParameters } from '../errors';
import { Context, Handler } from './Context';
import { Inputs } from './inputs';
import { findProvisioned } from './lookup';
import { matchesQuery } from './searchQuery';

const SORTABLE = ['arn', 'id', 'name', 'lastRecordId'] as const;

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

/** What a caller may see: by default only what it provisioned itself. */
function accessible(
  filter: Inputs['ScanProvisionedProducts']['AccessLevelFilter'],
  context: Context,
): ProvisionedProduct[] {
  if (filter?.Value !== undefined && filter.Value !== 'self') {
    throw invalidParameters('AccessLevelFilter value must be self');
  }
  const all = context.estate.provisionedIn(context);
  const role = context.caller.arn.split('/').slice(0, 2).join('/');
  switch (filter?.Key ?? 'User') {
    case 'Account':
      return all;
    case 'Role':
      return all.filter(item => item.userArn.startsWith(`${role}/`));
    default:
      return all.filter(item => item.userArn === context.caller.arn);
  }
}

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
  const found = accessible(input.AccessLevelFilter, context)
    .map(item => toAttribute(item, context.estate.productOf(item)))
    .filter(item =>
      (input.Filters?.SearchQuery ?? []).every(query =>
        matchesQuery(query, item),
      ),
    );
  const { items, NextPageToken } = context.page(order(found, input), {
    request: input,
    limit: 100,
  });
  return {
    ProvisionedProducts: items,
    TotalResultsCount: found.length,
    NextPageToken,
  };
};

/** Unsorted results come in another order with every request, as AWS's do. */
function order<
  T extends { Arn: string; Id: string; Name: string; LastRecordId: string },
>(items: T[], { SortBy, SortOrder }: Inputs['SearchProvisionedProducts']): T[] {
  if (SortBy === undefined) {
    return items
      .map(item => ({ item, key: Math.random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  }
  const field = SORTABLE.find(candidate => candidate === SortBy);
  if (!field) {
    throw invalidParameters(
      `SortBy must be one of ${SORTABLE.join(', ')}, and not ${SortBy}`,
    );
  }
  const key = {
    arn: 'Arn',
    id: 'Id',
    name: 'Name',
    lastRecordId: 'LastRecordId',
  }[field] as 'Arn' | 'Id' | 'Name' | 'LastRecordId';
  const direction = SortOrder === 'DESCENDING' ? -1 : 1;
  return [...items].sort(
    (a, b) => direction * (a[key] < b[key] ? -1 : Number(a[key] > b[key])),
  );
}

export const scanProvisionedProducts: Handler<'ScanProvisionedProducts'> = (
  input,
  context,
) => {
  const { items, NextPageToken } = context.page(
    accessible(input.AccessLevelFilter, context),
    { request: input, limit: 20 },
  );
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
