import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  CRITICAL_PATH_KIND,
  criticalPathSpecShape,
} from '@rocket/plugin-critical-paths-common';
import {
  readNewRelicAnnotations,
  type NewRelicAnnotations,
} from '@rocket/plugin-newrelic-node';
import {
  tierSchema,
  type DeclaredService,
  type PathMembership,
  type Tier,
} from '@rocket/plugin-reliability-scoreboard-common';

/** A service of the catalog, and how to find it in New Relic. */
export interface CatalogedService {
  service: DeclaredService;
  annotations: NewRelicAnnotations;
}

/** Components that the scoreboard is about. */
export const serviceFilter = {
  kind: 'Component',
  'spec.type': ['service', 'website'],
};
export const pathFilter = { kind: CRITICAL_PATH_KIND };

const languageTags = new Set([
  'java',
  'kotlin',
  'go',
  'nodejs',
  'react',
  'python',
  'dotnet',
  'ruby',
]);

const requirements = ['required', 'optional', 'asynchronous'] as const;

/** All services of the catalog with the critical paths that they are on. */
export async function readCatalog(options: {
  catalog: CatalogService;
  credentials: BackstageCredentials;
}): Promise<{ services: CatalogedService[]; pathCount: number }> {
  const { catalog, credentials } = options;
  const components: Entity[] = [];
  const paths: Entity[] = [];
  for await (const page of catalog.streamEntities(
    { filter: [serviceFilter, pathFilter], totalItems: 'exclude' },
    { credentials },
  )) {
    for (const entity of page) {
      (entity.kind === CRITICAL_PATH_KIND ? paths : components).push(entity);
    }
  }
  const memberships = readMemberships(paths);
  return {
    services: components.map(entity =>
      toService(entity, memberships.get(stringifyEntityRef(entity)) ?? []),
    ),
    pathCount: paths.length,
  };
}

/** One service, or undefined when the catalog has no such service. */
export async function readService(options: {
  catalog: CatalogService;
  credentials: BackstageCredentials;
  entityRef: string;
}): Promise<CatalogedService | undefined> {
  const { catalog, credentials, entityRef } = options;
  const [entity, paths] = await Promise.all([
    catalog.getEntityByRef(entityRef, { credentials }),
    catalog.getEntities({ filter: pathFilter }, { credentials }),
  ]);
  if (
    !entity ||
    entity.kind !== serviceFilter.kind ||
    !serviceFilter['spec.type'].includes(String(entity.spec?.type))
  ) {
    return undefined;
  }
  const ref = stringifyEntityRef(entity);
  return toService(entity, readMemberships(paths.items).get(ref) ?? []);
}

function readMemberships(paths: Entity[]): Map<string, PathMembership[]> {
  const memberships = new Map<string, PathMembership[]>();
  for (const entity of paths) {
    const spec = criticalPathSpecShape.safeParse(entity.spec);
    // The catalog's model has refused what is not valid; what is left is of a
    // version that we do not know.
    if (!spec.success) {
      continue;
    }
    const strongest = new Map<string, PathMembership['requirement']>();
    for (const step of spec.data.steps) {
      const component = componentRef(step.component, entity);
      const before = strongest.get(component);
      if (
        !before ||
        requirements.indexOf(step.requirement) < requirements.indexOf(before)
      ) {
        strongest.set(component, step.requirement);
      }
    }
    for (const [component, requirement] of strongest) {
      const own = memberships.get(component) ?? [];
      own.push({
        entityRef: stringifyEntityRef(entity),
        title: entity.metadata.title ?? entity.metadata.name,
        requirement,
        tier: readTier(entity),
      });
      memberships.set(component, own);
    }
  }
  return memberships;
}

function componentRef(text: string, path: Entity): string {
  return stringifyEntityRef(
    parseEntityRef(text, {
      defaultKind: 'Component',
      defaultNamespace: path.metadata.namespace,
    }),
  );
}

function toService(entity: Entity, paths: PathMembership[]): CatalogedService {
  const { annotations = {}, name, tags = [], title } = entity.metadata;
  const spec = entity.spec ?? {};
  return {
    service: {
      entityRef: stringifyEntityRef(entity),
      title: title ?? name,
      owner: entity.relations?.find(({ type }) => type === RELATION_OWNED_BY)
        ?.targetRef,
      tier: readTier(entity),
      lifecycle: String(spec.lifecycle ?? 'unknown'),
      type: String(spec.type),
      language: tags.find(tag => languageTags.has(tag)),
      clientFacing: annotations['rocket.dev/client-facing'] === 'true',
      paths: paths.toSorted((a, b) => (a.title < b.title ? -1 : 1)),
    },
    annotations: readNewRelicAnnotations(entity),
  };
}

function readTier(entity: Entity): Tier | undefined {
  const text = entity.metadata.annotations?.['rocket.dev/tier'];
  return text ? tierSchema.safeParse(Number(text)).data : undefined;
}
