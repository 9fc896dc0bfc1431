import type { Entity } from '@backstage/catalog-model';
import { origins, type Drift, type Origin } from './inventory';

const levels: readonly Drift['level'][] = ['warning', 'info'];

/** What the AWS module and repositories say of an entity in short; absent where they say nothing. */
export function readLabels(entity: Entity): {
  origin?: Origin;
  /** The most serious drift. */
  drift?: Drift['level'];
  /** `0` to `3`. */
  tier?: string;
} {
  const { labels = {}, annotations = {} } = entity.metadata;
  return {
    origin: origins.find(origin => origin === labels['rocket.dev/origin']),
    drift: levels.find(level => level === labels['rocket.dev/drift']),
    tier: annotations['rocket.dev/tier'],
  };
}
