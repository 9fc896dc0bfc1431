import { ProvisionedProduct, ProvisioningRecord } from './types';

/** The record of a change: by default it leaves a provisioned product as it is. */
export function createRecord(
  item: ProvisionedProduct,
  change: Pick<ProvisioningRecord, 'id' | 'type' | 'token' | 'timeline'> &
    Partial<
      Pick<
        ProvisioningRecord,
        'userArn' | 'pathId' | 'productId' | 'artifactId' | 'tags' | 'outputs'
      >
    > & {
      /** why it failed, or will */
      failure?: string;
    },
): ProvisioningRecord {
  const { accountId, region, userArn, productId, artifactId, tags, outputs } =
    item;
  const { failure, ...changed } = change;
  return {
    accountId,
    region,
    userArn,
    productId,
    artifactId,
    tags,
    outputs,
    pathId: '',
    provisionedProductId: item.id,
    provisionedProductName: item.name,
    provisionedProductType: item.type,
    launchRoleArn: item.launchRoleArn,
    ...changed,
    errors:
      failure === undefined
        ? []
        : [{ Code: 'InternalFailure', Description: failure }],
  };
}
