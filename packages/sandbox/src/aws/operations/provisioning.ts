import { awsId } from '../estate/identifiers';
import {
  Output,
  ProvisionedProduct,
  ProvisioningRecord,
  Tag,
} from '../estate/types';
import { AwsError, invalidParameters } from '../errors';
import { Context, Handler } from './Context';
import { Inputs } from './inputs';
import { checkParameters, choosePath } from './launch';
import { chooseArtifact, findProvisioned } from './lookup';
import { planRecord, toRecordDetail } from './records';

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
    const before = context.estate.records.find(
      record =>
        record.token === token &&
        record.type === type &&
        record.accountId === context.accountId &&
        record.region === context.region,
    );
    if (before) {
      return { RecordDetail: toRecordDetail(before, context.now) };
    }
    const { item, ...plan } = options.change(input, context);
    const record = planRecord(item, { ...plan, type, token, context });
    return { RecordDetail: toRecordDetail(record, context.now) };
  };
}

/** What is changed, and what its record is to tell of it. */
interface Change {
  item: ProvisionedProduct;
  /** Empty where no launch path is taken. */
  pathId: string;
  outputs: Output[];
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
    estate.provisionedProducts.push(created);
    return {
      item: created,
      pathId: path.id,
      outputs: product.outputs
        .filter(output => !/password|secret/i.test(output.key))
        .map(output => ({
          ...output,
          value: `${output.key.toLowerCase()}://${name}.${region}`,
        })),
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
      return { item: found, pathId: path.id, outputs: found.outputs };
    },
  },
);

export const terminateProvisionedProduct = once<'TerminateProvisionedProduct'>(
  'TERMINATE_PROVISIONED_PRODUCT',
  {
    token: input => input.TerminateToken,
    change: (input, context) => ({
      item: findIdle(input, context),
      pathId: '',
      outputs: [],
    }),
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
