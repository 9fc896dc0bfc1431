import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { AlphaEntity } from '@backstage/catalog-model/alpha';
import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { Deployment, ObservedFields } from './types';

/** The ways in which the declared and the running world can disagree. */
export const DRIFT_KINDS = [
  'ambiguous-claim',
  'owner-differs',
  'system-differs',
  'lifecycle-differs',
  'owner-unknown',
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
  'owner-unknown': 'warning',
  'not-running': 'info',
  'not-declared': 'warning',
  'version-deprecated': 'warning',
  'version-inactive': 'warning',
  tainted: 'warning',
  failed: 'warning',
  'scope-stale': 'info',
};

const drift = (kind: DriftKind, message: string): Drift => ({
  kind,
  level: LEVELS[kind],
  message,
});

/** What AWS gives as the reason, as the end of a sentence. */
const reasonOf = ({ statusMessage }: Deployment) =>
  `${(statusMessage ?? 'AWS gives no reason').trim().replace(/[.\s]+$/, '')}.`;

const placeOf = (deployment: Deployment) =>
  `${deployment.name} (${deployment.accountName ?? deployment.account}, ${deployment.region})`;

/** What is wrong with the deployments themselves, whoever they belong to. */
export function driftOfDeployments(
  deployments: readonly Deployment[],
): Drift[] {
  return deployments.flatMap(deployment => {
    const found: Drift[] = [];
    const where = placeOf(deployment);
    if (deployment.status === 'TAINTED') {
      found.push(
        drift(
          'tainted',
          `${where} runs, but its last change failed: ${reasonOf(deployment)} Update it again.`,
        ),
      );
    }
    if (deployment.status === 'ERROR') {
      found.push(
        drift(
          'failed',
          `${where} does not run: ${reasonOf(deployment)} Launch it again or terminate it.`,
        ),
      );
    }
    if (deployment.versionState === 'deprecated') {
      found.push(
        drift(
          'version-deprecated',
          `${where} is on version ${deployment.version} of ${deployment.product}, which is deprecated. Update it to the default version.`,
        ),
      );
    }
    if (deployment.versionState === 'inactive') {
      found.push(
        drift(
          'version-inactive',
          `${where} is on version ${deployment.version} of ${deployment.product}, which cannot be launched any more. Update it.`,
        ),
      );
    }
    if (deployment.ownerUnknown) {
      found.push(
        drift(
          'owner-unknown',
          `${where} is tagged with the owner “${deployment.observed.owner}”, which is no group of the catalog. Correct the tag.`,
        ),
      );
    }
    if (deployment.stale) {
      found.push(
        drift(
          'scope-stale',
          `${deployment.accountName ?? deployment.account} in ${deployment.region} could not be listed lately: what is shown may be old.`,
        ),
      );
    }
    return found;
  });
}

const REF_FIELDS = { owner: 'group', system: 'system' } as const;

/** Where what a repository declares and what AWS shows differ. */
export function driftOfFields(
  declared: ObservedFields,
  observed: ObservedFields,
): Drift[] {
  return (['owner', 'system', 'lifecycle'] as const).flatMap(field => {
    const [said, seen] = [declared[field], observed[field]];
    if (!said || !seen || normalize(field, said) === normalize(field, seen)) {
      return [];
    }
    return [
      drift(
        `${field}-differs`,
        `The repository says ${field} “${said}”, the tag in AWS says “${seen}”. Correct the one that is wrong.`,
      ),
    ];
  });
}

/** Drift of how an entity is declared and claimed. */
export const driftOf = {
  notDeclared: () =>
    drift(
      'not-declared',
      'It runs in AWS and no repository declares it. Claim it: add a catalog-info.yaml to its repository.',
    ),
  notRunning: () =>
    drift(
      'not-running',
      'A repository declares it and nothing in AWS is placed on it. Tag what it runs on, or change its lifecycle.',
    ),
  ambiguous: (deployment: Deployment, claimants: readonly string[]) =>
    drift(
      'ambiguous-claim',
      `${placeOf(deployment)} is claimed by several entities${
        claimants.length ? `, also by ${claimants.join(', ')}` : ''
      }; it is merged into none. Leave one claim.`,
    ),
};

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

function normalize(
  field: 'owner' | 'system' | 'lifecycle',
  value: string,
): string {
  if (field === 'lifecycle') {
    return value.toLowerCase();
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(value, {
        defaultKind: REF_FIELDS[field],
        defaultNamespace: 'default',
      }),
    );
  } catch {
    return value.toLowerCase();
  }
}
