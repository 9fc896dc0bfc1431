import { invalidParameters } from '../errors';
import { Tag } from '../estate/types';

/** The fields that a search of provisioned products can ask for, as AWS lists them. */
const FIELDS: Record<string, string> = {
  arn: 'Arn',
  createdTime: 'CreatedTime',
  id: 'Id',
  lastRecordId: 'LastRecordId',
  idempotencyToken: 'IdempotencyToken',
  name: 'Name',
  physicalId: 'PhysicalId',
  productId: 'ProductId',
  provisioningArtifactId: 'ProvisioningArtifactId',
  type: 'Type',
  status: 'Status',
  tags: 'Tags',
  userArn: 'UserArn',
  userArnSession: 'UserArnSession',
  lastProvisioningRecordId: 'LastProvisioningRecordId',
  lastSuccessfulProvisioningRecordId: 'LastSuccessfulProvisioningRecordId',
  productName: 'ProductName',
  provisioningArtifactName: 'ProvisioningArtifactName',
};

/** Whether an item answers `field:value` or a bare word; `*` stands for anything. */
export function matchesQuery(
  query: string,
  item: object & { Tags: Tag[] },
): boolean {
  const [, field, wanted] = /^(?:(\w+):)?(.*)$/s.exec(query)!;
  if (field !== undefined && !(field in FIELDS)) {
    throw invalidParameters(`Unknown field ${field} in the search query`);
  }
  const pattern = new RegExp(
    `^${wanted.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`,
    'i',
  );
  const values = Object.entries(item)
    .filter(([name]) => field === undefined || name === FIELDS[field])
    .flatMap(([name, value]) =>
      name === 'Tags'
        ? item.Tags.flatMap(tag => [tag.Value, `${tag.Key}:${tag.Value}`])
        : [String(value)],
    );
  return values.some(value => pattern.test(value));
}
