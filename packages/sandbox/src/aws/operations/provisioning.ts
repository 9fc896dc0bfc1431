import { AwsError, invalidParameters } from '../errors';
import { awsId } from '../estate/identifiers';
import { makeOutputs } from '../estate/makeOutputs';
import { systemTags } from '../estate/systemTags';
import {
  Product,
  ProvisionedProduct,
  ProvisioningRecord,
  Tag,
} from '../estate/types';
import { Context, Handler } from './Context';
import { choosePath } from './launch';
import { chooseArtifact, findProvisioned } from './lookup';
import { checkKeys, findFailure } from './parameters';
import { Change, planRecord, toRecordDetail } from './records';

/**
 * A change of a provisioned product that is made once: who asks for it again
 * under the same token is told of the first time.
 */
function once(
  request: {
    type: ProvisioningRecord['type'];
    token: string;
    /** what is changed; a token is its own. Nothing for a launch. */
    item?: ProvisionedProduct;
  },
  context: Context,
  change: () => Change,
): object {
  const { type, token, item } = request;
  const before = [...context.estate.records.values()].find(
    record =>
      record.token === token &&
      record.type === type &&
      record.accountId === context.accountId &&
      record.region === context.region &&
      (item === undefined || record.provisionedProductId === item.id),
  );
  const record = before ?? planRecord(change(), { type, token, context });
  return { RecordDetail: toRecordDetail(record, context.now) };
}

function checkTags(tags: Tag[] = [], options: Product['tagOptions']): Tag[] {
  const keys = new Set<string>();
  for (const { Key, Value } of tags) {
    if (/^aws:/i.test(Key)) {
      throw invalidParameters(`Tag key ${Key} has a prefix reserved for AWS`);
    }
    if (keys.has(Key)) {
      throw invalidParameters(`Tag key ${Key} is given more than once`);
    }
    keys.add(Key);
    const option = options.find(candidate => candidate.key === Key);
    // A TagOption without values is a conflict between portfolios: it may not be sent.
    if (option && !option.values.includes(Value)) {
      throw invalidParameters(
        `Tag ${Key} with the value ${Value} is not allowed by the product's TagOptions`,
      );
    }
  }
  return tags;
}

const toMap = (parameters: Array<{ Key?: string; Value?: string }> = []) =>
  new Map(
    parameters.map(parameter => [parameter.Key ?? '', parameter.Value ?? '']),
  );

export const provisionProduct: Handler<'ProvisionProduct'> = (input, context) =>
  once(
    { type: 'PROVISION_PRODUCT', token: input.ProvisionToken },
    context,
    () => {
      const { accountId, region, estate, now, caller } = context;
      const { product, artifact } = chooseArtifact(input, context);
      // What runs on a deprecated version may still be updated.
      if (artifact.guidance === 'DEPRECATED') {
        throw invalidParameters(
          `ProvisioningArtifact ${artifact.id} is deprecated and cannot be launched`,
        );
      }
      const { id: pathId, portfolio } = choosePath(product, input, context);
      const name = input.ProvisionedProductName;
      if (estate.provisionedIn(context).some(item => item.name === name)) {
        throw new AwsError(
          'DuplicateResourceException',
          `A provisioned product named ${name} already exists in this account and region`,
        );
      }
      const parameters = toMap(input.ProvisioningParameters);
      checkKeys(product, parameters, { complete: true });
      const options = estate.tagOptionsOf(product, { accountId, portfolio });
      const tags = [
        ...checkTags(input.Tags, options),
        ...systemTags(product, caller.arn),
      ];

      const id = awsId('pp', accountId, region, name, input.ProvisionToken);
      const item: ProvisionedProduct = {
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
        userArn: caller.arn,
        idempotencyToken: input.ProvisionToken,
        outputs: [],
      };
      estate.provisionedProducts.push(item);
      return {
        item,
        pathId,
        productId: product.id,
        artifactId: artifact.id,
        tags,
        outputs: makeOutputs(product, item),
        failure: findFailure(product, parameters),
      };
    },
  );

export const updateProvisionedProduct: Handler<'UpdateProvisionedProduct'> = (
  input,
  context,
) => {
  const item = findProvisioned(
    { id: input.ProvisionedProductId, name: input.ProvisionedProductName },
    context,
  );
  return once(
    { type: 'UPDATE_PROVISIONED_PRODUCT', token: input.UpdateToken, item },
    context,
    () => {
      requireIdle(item);
      if (input.Tags?.length) {
        throw invalidParameters(
          'Tags cannot be updated: the product has no RESOURCE_UPDATE constraint that allows it',
        );
      }
      const { product, artifact } = chooseArtifact(
        {
          ...input,
          ProductId:
            input.ProductId ?? (input.ProductName ? undefined : item.productId),
          ProvisioningArtifactId:
            input.ProvisioningArtifactId ??
            (input.ProvisioningArtifactName ? undefined : item.artifactId),
        },
        context,
      );
      const { id: pathId } = choosePath(product, input, context);
      const parameters = toMap(
        input.ProvisioningParameters?.filter(
          parameter => !parameter.UsePreviousValue,
        ),
      );
      // What the stack had before stays, unless it becomes another product's.
      checkKeys(product, parameters, {
        complete: product.id !== item.productId,
      });
      return {
        item,
        pathId,
        productId: product.id,
        artifactId: artifact.id,
        tags: item.tags,
        outputs: makeOutputs(product, item),
        failure: findFailure(product, parameters),
      };
    },
  );
};

export const terminateProvisionedProduct: Handler<
  'TerminateProvisionedProduct'
> = (input, context) => {
  const item = findProvisioned(
    { id: input.ProvisionedProductId, name: input.ProvisionedProductName },
    context,
  );
  return once(
    {
      type: 'TERMINATE_PROVISIONED_PRODUCT',
      token: input.TerminateToken,
      item,
    },
    context,
    () => {
      requireIdle(item);
      const { productId, artifactId, tags } = item;
      return { item, pathId: '', productId, artifactId, tags, outputs: [] };
    },
  );
};

function requireIdle(item: ProvisionedProduct): void {
  if (item.status === 'UNDER_CHANGE' || item.status === 'PLAN_IN_PROGRESS') {
    throw invalidParameters(
      `Provisioned product ${item.id} is being changed by record ${item.lastRecordId}`,
    );
  }
}
