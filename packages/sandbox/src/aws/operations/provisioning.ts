import { awsId } from '../estate/identifiers';
import { ProvisionedProduct, ProvisioningRecord, Tag } from '../estate/types';
import { AwsError, invalidParameters } from '../errors';
import { Context, Handler } from './Context';
import { checkParameters, choosePath } from './launch';
import { chooseArtifact, findProvisioned } from './lookup';
import { planRecord, toRecordDetail } from './records';

/** What a caller asks for a second time under the same token is not done twice. */
function earlier(
  token: string,
  type: ProvisioningRecord['type'],
  context: Context,
): ProvisioningRecord | undefined {
  return context.estate.records.find(
    record =>
      record.token === token &&
      record.type === type &&
      record.accountId === context.accountId &&
      record.region === context.region,
  );
}

function checkTags(
  tags: Tag[] | undefined,
  options: Array<{ key: string; values: string[] }>,
): Tag[] {
  for (const { Key, Value } of tags ?? []) {
    const option = options.find(candidate => candidate.key === Key);
    // A TagOption without values is a conflict between portfolios: it may not be sent.
    if (option && !option.values.includes(Value)) {
      throw invalidParameters(
        `Tag ${Key} with the value ${Value} is not allowed by the product's TagOptions`,
      );
    }
  }
  return tags ?? [];
}

const toMap = (parameters: Array<{ Key?: string; Value?: string }> = []) =>
  new Map(
    parameters.map(parameter => [parameter.Key ?? '', parameter.Value ?? '']),
  );

export const provisionProduct: Handler<'ProvisionProduct'> = (
  input,
  context,
) => {
  const { accountId, region, estate, now } = context;
  const before = earlier(input.ProvisionToken, 'PROVISION_PRODUCT', context);
  if (before) {
    return { RecordDetail: toRecordDetail(before, now) };
  }
  const { product, artifact } = chooseArtifact(input, context);
  if (!artifact.active) {
    throw invalidParameters(
      `ProvisioningArtifact ${artifact.id} is not active`,
    );
  }
  const path = choosePath(product, input, context);
  const name = input.ProvisionedProductName;
  if (estate.provisionedIn(context).some(item => item.name === name)) {
    throw new AwsError(
      'DuplicateResourceException',
      `A provisioned product named ${name} already exists in this account and region`,
    );
  }
  const parameters = toMap(input.ProvisioningParameters);
  checkParameters(product, parameters);
  const tags = checkTags(input.Tags, product.tagOptions);

  const id = awsId('pp', accountId, region, name, input.ProvisionToken);
  const created: ProvisionedProduct = {
    id,
    arn: `arn:aws:servicecatalog:${region}:${accountId}:stack/${name}/${id}`,
    name,
    accountId,
    region,
    type: product.provisionedType,
    status: 'UNDER_CHANGE',
    createdTime: Math.floor(now / 1000),
    productId: product.id,
    artifactId: artifact.id,
    tags,
    physicalId: `arn:aws:cloudformation:${region}:${accountId}:stack/SC-${accountId}-${id}/${id}`,
    lastRecordId: '',
    launchRoleArn: `arn:aws:iam::${accountId}:role/${product.launchRoleName}`,
    userArn: context.caller.arn,
    idempotencyToken: input.ProvisionToken,
    outputs: [],
  };
  const record = planRecord(created, {
    type: 'PROVISION_PRODUCT',
    token: input.ProvisionToken,
    pathId: path.id,
    context,
    outputs: product.outputs
      .filter(output => !/password|secret/i.test(output.key))
      .map(output => ({
        ...output,
        value: `${output.key.toLowerCase()}://${name}.${region}`,
      })),
  });
  estate.provisionedProducts.push(created);
  return { RecordDetail: toRecordDetail(record, now) };
};

export const updateProvisionedProduct: Handler<'UpdateProvisionedProduct'> = (
  input,
  context,
) => {
  const before = earlier(
    input.UpdateToken,
    'UPDATE_PROVISIONED_PRODUCT',
    context,
  );
  if (before) {
    return { RecordDetail: toRecordDetail(before, context.now) };
  }
  const found = findProvisioned(
    { id: input.ProvisionedProductId, name: input.ProvisionedProductName },
    context,
  );
  requireIdle(found);
  const { product, artifact } = chooseArtifact(
    {
      ...input,
      ProductId: input.ProductId ?? found.productId,
      ProvisioningArtifactId:
        input.ProvisioningArtifactId ??
        (input.ProvisioningArtifactName ? undefined : found.artifactId),
    },
    context,
  );
  const path = choosePath(product, input, context);
  const changed = (input.ProvisioningParameters ?? []).filter(
    parameter => !parameter.UsePreviousValue,
  );
  for (const { Key } of changed) {
    if (!product.parameters.some(parameter => parameter.key === Key)) {
      throw invalidParameters(
        `Parameters: [${Key}] do not exist in the template`,
      );
    }
  }
  found.tags = input.Tags
    ? checkTags(input.Tags, product.tagOptions)
    : found.tags;
  found.artifactId = artifact.id;
  const record = planRecord(found, {
    type: 'UPDATE_PROVISIONED_PRODUCT',
    token: input.UpdateToken,
    pathId: path.id,
    context,
    outputs: found.outputs,
  });
  return { RecordDetail: toRecordDetail(record, context.now) };
};

export const terminateProvisionedProduct: Handler<
  'TerminateProvisionedProduct'
> = (input, context) => {
  const before = earlier(
    input.TerminateToken,
    'TERMINATE_PROVISIONED_PRODUCT',
    context,
  );
  if (before) {
    return { RecordDetail: toRecordDetail(before, context.now) };
  }
  const found = findProvisioned(
    { id: input.ProvisionedProductId, name: input.ProvisionedProductName },
    context,
  );
  requireIdle(found);
  const record = planRecord(found, {
    type: 'TERMINATE_PROVISIONED_PRODUCT',
    token: input.TerminateToken,
    pathId: '',
    context,
    outputs: [],
  });
  return { RecordDetail: toRecordDetail(record, context.now) };
};

function requireIdle(item: ProvisionedProduct): void {
  if (item.status === 'UNDER_CHANGE' || item.status === 'PLAN_IN_PROGRESS') {
    throw invalidParameters(
      `Provisioned product ${item.id} is being changed by record ${item.lastRecordId}`,
    );
  }
}
