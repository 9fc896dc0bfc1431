import type { Entity } from '@backstage/catalog-model';
import {
  origins,
  readInventory,
  type Deployment,
  type Drift,
  type Origin,
} from './inventory';

type Place = Pick<
  Deployment,
  'account' | 'accountName' | 'region' | 'environment'
>;

const levels: readonly Drift['level'][] = ['warning', 'info'];

/** What the AWS module and repositories say of an entity in short; absent where they say nothing. */
export function readLabels(entity: Entity): {
  origin?: Origin;
  /** The most serious drift. */
  drift?: Drift['level'];
  /** `0` to `3`, as repository or AWS say; a critical path may ask for a stricter one. */
  tier?: string;
  /** Only of a Resource, which runs in one place. */
  place?: Place;
} {
  const { labels = {}, annotations = {} } = entity.metadata;
  const account = labels['rocket.dev/aws-account'];
  const region = labels['rocket.dev/aws-region'];
  return {
    origin: origins.find(origin => origin === labels['rocket.dev/origin']),
    drift: levels.find(level => level === labels['rocket.dev/drift']),
    tier: annotations['rocket.dev/tier'],
    place:
      account && region
        ? {
            account,
            accountName: accountNameOf(entity),
            region,
            environment: labels['rocket.dev/environment'],
          }
        : undefined,
  };
}

/** A label holds the number alone. */
function accountNameOf(entity: Entity): string | undefined {
  const reading = readInventory(entity);
  return reading.status === 'read'
    ? reading.inventory.deployments[0]?.accountName
    : undefined;
}
