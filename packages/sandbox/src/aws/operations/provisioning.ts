import { awsId } from '../estate/identifiers';
import { makeOutputs } from '../estate/makeOutputs';
import { ProvisionedProduct, ProvisioningRecord, Tag } from '../estate/types';
import { AwsError, invalidParameters } from '../errors';
import { Context, Handler } from './Context';
import { Inputs } from './inputs';
import { choosePath } from './launch';
import { chooseArtifact, findProvisioned } from './lookup';
import { checkKeys, findFailure } from './parameters';
import { Change, planRecord, toRecordDetail } from './records';

/**
 * A change of a provisioned product that is made once: who asks for it again
 * under the same token is told of the first time.
 */
function once<K extends keyof Inputs>(
  type: ProvisioningRecord['type'],
  options: {
    token: (input: Inputs[K]) => string;
    change: (input: Inputs[K], context: Context) => Change;
  },
): Handler<K> {
  return (input, context) => {
    const token = options.token(input);
    const before = [...context.estate.records.values()].find(
      record =>
        record.token === token &&
        record.type === type &&
        record.accountId === context.accountId &&
        record.region === context.region,
    );
    if (before) {
      return { RecordDetail: toRecordDetail(before, context.now) };
    }
    const change = options.change(input, context);
    const record = planRecord(change, { type, token, context });
    return { RecordDetail: toRecordDetail(record, context.now) };
  };
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

export const provisionProduct = once<'ProvisionProduct'>('PROVISION_PRODUCT', {
  token: input => input.ProvisionToken,
  change: (input, context) => {
    const { accountId, region, estate, now } = context;
    const { product, artifact } = chooseArtifact(input, context);
    // What runs on a deprecated version may still be updated.
    if (artifact.guidance === 'DEPRECATED') {
      throw invalidParameters(
        `ProvisioningArtifact ${artifact.id} is deprecated and cannot be launched`,
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
    checkKeys(product, parameters, { complete: true });
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
    estate.provisionedProducts.push(created);
    return {
      item: created,
      pathId: path.id,
      productId: product.id,
      artifactId: artifact.id,
      tags,
      outputs: makeOutputs(product, created),
      failure: findFailure(product, parameters),
    };
  },
});

export const updateProvisionedProduct = once<'UpdateProvisionedProduct'>(
  'UPDATE_PROVISIONED_PRODUCT',
  {
    token: input => input.UpdateToken,
    change: (input, context) => {
      const found = findIdle(input, context);
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
      const parameters = toMap(
        input.ProvisioningParameters?.filter(
          parameter => !parameter.UsePreviousValue,
        ),
      );
      // What the stack had before stays, unless it becomes another product's.
      checkKeys(product, parameters, {
        complete: product.id !== found.productId,
      });
      return {
        item: found,
        pathId: path.id,
        productId: product.id,
        artifactId: artifact.id,
        tags: input.Tags
          ? checkTags(input.Tags, product.tagOptions)
          : found.tags,
        outputs: makeOutputs(product, found),
        failure: findFailure(product, parameters),
      };
    },
  },
);

export const terminateProvisionedProduct = once<'TerminateProvisionedProduct'>(
  'TERMINATE_PROVISIONED_PRODUCT',
  {
    token: input => input.TerminateToken,
    change: (input, context) => {
      const item = findIdle(input, context);
      const { productId, artifactId, tags } = item;
      return { item, pathId: '', productId, artifactId, tags, outputs: [] };
    },
  },
);

/** The provisioned product that is asked for. @throws AwsError while it is being changed */
function findIdle(
  input: Inputs['TerminateProvisionedProduct' | 'UpdateProvisionedProduct'],
  context: Context,
): ProvisionedProduct {
  const item = findProvisioned(
    { id: input.ProvisionedProductId, name: input.ProvisionedProductName },
    context,
  );
  if (item.status === 'UNDER_CHANGE' || item.status === 'PLAN_IN_PROGRESS') {
    throw invalidParameters(
      `Provisioned product ${item.id} is being changed by record ${item.lastRecordId}`,
    );
  }
  return item;
}
