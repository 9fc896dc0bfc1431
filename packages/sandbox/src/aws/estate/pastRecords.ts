import { createRecord } from './createRecord';
import { Product, ProvisionedProduct, ProvisioningRecord } from './types';

const MINUTE = 60_000;

/**
 * What was done to a provisioned product before the sandbox started: its launch
 * and, where something else came of the last change, that one too. What is under
 * change at the start is ready an hour later.
 */
export function pastRecords(
  item: ProvisionedProduct,
  { product, now }: { product: Product; now: number },
): ProvisioningRecord[] {
  const { lastRecordId, lastSuccessfulRecordId, status, statusMessage } = item;
  const launched = item.createdTime * 1000;
  const launch = createRecord(item, {
    id: lastSuccessfulRecordId ?? lastRecordId,
    type: 'PROVISION_PRODUCT',
    token: item.idempotencyToken,
    failure: lastSuccessfulRecordId ? undefined : (statusMessage ?? 'Failed.'),
    timeline: [
      { status: 'CREATED', at: launched },
      {
        status: lastSuccessfulRecordId ? 'SUCCEEDED' : 'FAILED',
        at: launched + 10 * MINUTE,
      },
    ],
  });
  const update = {
    id: lastRecordId,
    type: 'UPDATE_PROVISIONED_PRODUCT' as const,
    token: `${item.idempotencyToken}-update`,
  };
  switch (status) {
    case 'TAINTED': {
      const asked = launched + 24 * 60 * MINUTE;
      const newest = product.artifacts.filter(({ active }) => active).at(-1);
      return [
        launch,
        createRecord(item, {
          ...update,
          artifactId: newest?.id ?? item.artifactId,
          failure: statusMessage ?? 'Failed.',
          timeline: [
            { status: 'CREATED', at: asked },
            { status: 'FAILED', at: asked + 10 * MINUTE },
          ],
        }),
      ];
    }
    case 'UNDER_CHANGE':
      return [
        launch,
        createRecord(item, {
          ...update,
          timeline: [
            { status: 'CREATED', at: now - 5 * MINUTE },
            { status: 'IN_PROGRESS', at: now - 4 * MINUTE },
            { status: 'SUCCEEDED', at: now + 60 * MINUTE },
          ],
        }),
      ];
    default:
      return [launch];
  }
}
