import { Entity } from '@backstage/catalog-model';
import { AlphaEntity } from '@backstage/catalog-model/alpha';
import { JsonObject } from '@backstage/types';
import { z } from 'zod';

/** The ways in which the declared and the running world can disagree. */
export const DRIFT_KINDS = [
  'ambiguous-claim',
  'owner-differs',
  'system-differs',
  'lifecycle-differs',
  'deployments-differ',
  'owner-unknown',
  'unusable-tag',
  'not-running',
  'not-declared',
  'version-deprecated',
  'version-inactive',
  'tainted',
  'failed',
  'scope-stale',
] as const;

export type DriftKind = (typeof DRIFT_KINDS)[number];

/** One disagreement, said so that a reader knows what to do about it. */
export interface Drift {
  kind: DriftKind;
  level: 'info' | 'warning';
  message: string;
}

const LEVELS: Record<DriftKind, Drift['level']> = {
  'ambiguous-claim': 'warning',
  'owner-differs': 'warning',
  'system-differs': 'info',
  'lifecycle-differs': 'warning',
  'deployments-differ': 'info',
  'owner-unknown': 'warning',
  'unusable-tag': 'warning',
  'not-running': 'info',
  'not-declared': 'warning',
  'version-deprecated': 'warning',
  'version-inactive': 'warning',
  tainted: 'warning',
  failed: 'warning',
  'scope-stale': 'info',
};

/** Drift of a kind, as serious as that kind is. */
export const driftAs = (kind: DriftKind, message: string): Drift => ({
  kind,
  level: LEVELS[kind],
  message,
});

/** Drift as it lies in an entity's `spec.inventory`. */
export function toDriftJson({ kind, level, message }: Drift): JsonObject {
  return { kind, level, message };
}

const driftSchema = z.object({
  kind: z.enum(DRIFT_KINDS),
  level: z.enum(['info', 'warning']),
  message: z.string(),
});

/** Reads the drift out of an entity; nothing where it tells of none, or in another form. */
export function readDrift(entity: Entity): Drift[] | undefined {
  const parsed = z
    .object({ inventory: z.object({ drift: z.array(driftSchema) }) })
    .safeParse(entity.spec);
  return parsed.data?.inventory.drift;
}

/** An entity with its drift as status items: never errors, which would freeze it. */
export function withStatus(entity: Entity): Entity {
  const items = (readDrift(entity) ?? []).map(({ kind, level, message }) => ({
    type: `rocket.dev/drift/${kind}`,
    level,
    message,
  }));
  if (items.length === 0) {
    return entity;
  }
  const { status } = entity as AlphaEntity;
  const withItems: AlphaEntity = {
    ...entity,
    status: { ...status, items: [...(status?.items ?? []), ...items] },
  };
  return withItems;
}

/** Sorted, without repetition: the same input gives the same entity. */
export function sortDrift(drifts: readonly Drift[]): Drift[] {
  const byMessage = new Map(
    drifts.map(item => [`${item.kind} ${item.message}`, item]),
  );
  return [...byMessage.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item);
}
