import { DEFAULT_NAMESPACE, Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { MappingConfig, MergeConfig } from '../config';
import { DRIFT_LABEL, ORIGIN_LABEL, TIER_ANNOTATION } from './annotations';
import { Drift, sortDrift, toDriftJson } from './drift';
import {
  driftBetween,
  driftOf,
  driftOfDeployments,
  driftOfFields,
} from './findDrift';
import { REF_FIELDS, refWithin } from './refs';
import { Deployment, ObservedFields, Placement } from './types';

type Field = keyof ObservedFields;
const FIELDS: Field[] = [
  'title',
  'description',
  'type',
  'owner',
  'system',
  'lifecycle',
  'tier',
];

/** The settings of the provider that an entity's deployments come from. */
export interface MergeSettings {
  merge: MergeConfig;
  mapping: MappingConfig;
  drift: { runnableTypes: string[]; runnableLifecycles: string[] };
}

/**
 * Merges what AWS shows into an entity: pure, and idempotent on what it is given
 * from a repository.
 *
 * Declared fields keep what the repository says and are filled from AWS where it
 * says nothing (or the other way round, by the configuration); observed facts,
 * their sources and the drift between the two lie in `spec.inventory`.
 */
export function mergeEntity(options: {
  entity: Entity;
  /** all placements of the entity, ambiguous ones too */
  placements: readonly Placement[];
  /** refs of the other claimants, by ARN, of what is ambiguous */
  rivals: ReadonlyMap<string, string[]>;
  settings: MergeSettings;
  /** false for a stub, which no repository declares */
  isDeclared: boolean;
  /** every scope is listed completely and fresh: what is not there does not run */
  isSnapshotComplete: boolean;
}): Entity {
  const { entity, placements, rivals, settings, isDeclared } = options;
  const { namespace = DEFAULT_NAMESPACE } = entity.metadata;
  const deployments = placements
    .filter(({ ambiguous }) => !ambiguous)
    .map(({ deployment }) => deployment)
    .sort(byPrecedence(settings.mapping.defaults.productionEnvironment));
  const services = deployments.filter(({ isService }) => isService);
  // A Resource that a repository declares is what it names, service or not.
  const own = entity.kind === 'Component' ? services : deployments;
  const observed = within(namespace, observe(own));
  const declared: ObservedFields = isDeclared ? readDeclared(entity) : {};

  const { values, sources } = choose(declared, observed, settings.merge);
  const ambiguous = placements.filter(placement => placement.ambiguous);
  const drifts = sortDrift([
    ...driftOfDeployments(deployments),
    ...driftOfFields(declared, observed, namespace),
    ...driftBetween(own),
    ...(isDeclared ? [] : [driftOf.notDeclared()]),
    ...(isDeclared && options.isSnapshotComplete && shouldRun(entity, options)
      ? [driftOf.notRunning()]
      : []),
    ...ambiguous.map(({ arn, deployment }) =>
      driftOf.ambiguous(deployment, rivals.get(arn) ?? []),
    ),
  ]);
  const defaults = within(namespace, defaultsFor(entity, settings.mapping));
  return write(entity, {
    values: {
      ...defaults,
      ...(isDeclared ? {} : { description: describeStub(services) }),
      ...values,
    },
    origin: origin(isDeclared, own),
    drifts,
    inventory: {
      sources: { ...sourcesOfDefaults(defaults), ...sources },
      deployments: deployments.map(toJson),
      ...(ambiguous.length
        ? {
            ambiguous: ambiguous
              .map(({ arn }) => ({
                arn,
                claimedBy: rivals.get(arn) ?? [],
              }))
              .sort((a, b) => (a.arn < b.arn ? -1 : 1)),
          }
        : {}),
    },
  });
}

function shouldRun(
  entity: Entity,
  {
    placements,
    settings,
  }: { placements: readonly Placement[]; settings: MergeSettings },
): boolean {
  const { type, lifecycle } = readDeclared(entity);
  return (
    entity.kind === 'Component' &&
    settings.drift.runnableTypes.includes(type ?? '') &&
    settings.drift.runnableLifecycles.includes(lifecycle ?? '') &&
    !placements.some(({ deployment }) => deployment.isService)
  );
}

/**
 * The service itself before what it uses, production before the rest, then by ARN:
 * the first one speaks for the entity.
 */
function byPrecedence(production: string) {
  const rank = ({ isService, environment }: Deployment) =>
    (isService ? 0 : 2) + (environment === production ? 0 : 1);
  return (a: Deployment, b: Deployment) =>
    rank(a) - rank(b) || (a.arn < b.arn ? -1 : Number(a.arn > b.arn));
}

function observe(deployments: readonly Deployment[]): ObservedFields {
  const observed: ObservedFields = {};
  for (const field of FIELDS) {
    observed[field] = deployments.find(deployment => deployment.observed[field])
      ?.observed[field];
  }
  return observed;
}

/** Fields that tags or settings tell, as an entity of a namespace has to say them. */
function within(namespace: string, fields: ObservedFields): ObservedFields {
  const refs = Object.entries(REF_FIELDS).flatMap(([field, kind]) => {
    const text = fields[field as keyof typeof REF_FIELDS];
    return text ? [[field, refWithin(namespace, text, kind)]] : [];
  });
  return { ...fields, ...Object.fromEntries(refs) };
}

function readDeclared(entity: Entity): ObservedFields {
  const text = (value: unknown) =>
    typeof value === 'string' && value.trim() ? value : undefined;
  const { metadata, spec } = entity;
  return {
    title: text(metadata.title),
    description: text(metadata.description),
    type: text(spec?.type),
    owner: text(spec?.owner),
    system: text(spec?.system),
    lifecycle: text(spec?.lifecycle),
    tier: text(metadata.annotations?.[TIER_ANNOTATION]),
  };
}

function choose(
  declared: ObservedFields,
  observed: ObservedFields,
  merge: MergeConfig,
): { values: ObservedFields; sources: Partial<Record<Field, string>> } {
  const values: ObservedFields = {};
  const sources: Partial<Record<Field, string>> = {};
  for (const field of FIELDS) {
    const candidates = [
      ['repository', declared[field]],
      ['aws', observed[field]],
    ] as const;
    const ordered =
      merge[field] === 'aws' ? [...candidates].reverse() : candidates;
    const [source, value] = ordered.find(([, found]) => found) ?? [];
    if (source && value) {
      values[field] = value;
      sources[field] = source;
    }
  }
  return { values, sources };
}

/** What the catalog's schema asks for, and neither side may say. */
function defaultsFor(entity: Entity, mapping: MappingConfig): ObservedFields {
  const { owner, lifecycle } = mapping.defaults;
  return entity.kind === 'Component'
    ? { type: 'service', owner, lifecycle }
    : { owner };
}

/** Said of them, so that nobody takes for a fact what nobody said. */
function sourcesOfDefaults(
  defaults: ObservedFields,
): Partial<Record<Field, 'default'>> {
  return Object.fromEntries(
    FIELDS.filter(field => defaults[field]).map(field => [field, 'default']),
  );
}

function describeStub(services: readonly Deployment[]): string {
  const products = [
    ...new Set(services.flatMap(({ product }) => product ?? [])),
  ].sort();
  return `${products.join(', ') || 'Something'} in AWS that no repository declares.`;
}

function origin(
  isDeclared: boolean,
  deployments: readonly Deployment[],
): 'repository' | 'aws' | 'both' {
  if (!isDeclared) {
    return 'aws';
  }
  return deployments.length ? 'both' : 'repository';
}

function toJson(deployment: Deployment): JsonObject {
  const {
    observed: _merged,
    stale,
    tags: _onItsResource,
    unusableTags: _shownAsDrift,
    ...facts
  } = deployment;
  return definedOnly({ ...facts, ...(stale ? { stale } : {}) });
}

function write(
  entity: Entity,
  result: {
    values: ObservedFields;
    origin: 'repository' | 'aws' | 'both';
    drifts: readonly Drift[];
    inventory: JsonObject;
  },
): Entity {
  const { values, drifts, inventory } = result;
  const { title, description, tier, ...specFields } = values;
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      ...definedOnly({ title, description }),
      annotations: {
        ...entity.metadata.annotations,
        ...(tier ? { [TIER_ANNOTATION]: tier } : {}),
      },
      labels: {
        ...entity.metadata.labels,
        ...labelsOf(drifts),
        [ORIGIN_LABEL]: result.origin,
      },
    },
    spec: {
      ...entity.spec,
      ...definedOnly(specFields),
      inventory: {
        origin: result.origin,
        ...inventory,
        drift: drifts.map(toDriftJson),
      },
    },
  };
}

/** The label to filter by; absent without drift. */
export function labelsOf(drifts: readonly Drift[]): Record<string, string> {
  if (drifts.length === 0) {
    return {};
  }
  return {
    [DRIFT_LABEL]: drifts.some(({ level }) => level === 'warning')
      ? 'warning'
      : 'info',
  };
}

function definedOnly<T extends object>(value: T): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
