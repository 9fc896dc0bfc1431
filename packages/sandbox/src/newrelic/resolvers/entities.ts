import { Entity, entityType } from '../entities';
import { nerdGraphError } from '../errors';
import {
  deploymentSearch,
  nrdbQuery,
  recentAlertViolations,
} from './entityQuestions';
import { relatedEntities } from './relationships';
import { Resolver, ResolverMap } from './types';

const MOST_ENTITIES = 25;

/** An entity in an answer; the tags may be fewer than it has. */
export interface EntitySource {
  entity: Entity;
  /** Keys of the tags that were asked for; all when undefined. */
  tagFilter?: readonly string[];
}

const entity: Resolver<unknown, { guid: string }> = (
  _source,
  { guid },
  { state, mayRead },
) => {
  const found = state.entities.get(guid);
  return found && mayRead(found.accountId) ? { entity: found } : null;
};

const entities: Resolver<unknown, { guids: (string | null)[] }> = (
  _source,
  { guids },
  { state, mayRead },
) => {
  if (guids.length > MOST_ENTITIES) {
    throw nerdGraphError(
      `Too many guids: at most ${MOST_ENTITIES} entities can be fetched at once`,
      { errorClass: 'BAD_USER_INPUT' },
    );
  }
  return guids
    .map(guid => (guid ? state.entities.get(guid) : undefined))
    .filter(found => found && mayRead(found.accountId))
    .map(found => ({ entity: found }));
};

const common: Record<string, Resolver<EntitySource>> = {
  account: ({ entity: { accountId } }, _args, { state }) =>
    state.company.newRelicAccounts.find(({ id }) => id === accountId),
  accountId: source => source.entity.accountId,
  domain: source => source.entity.domain,
  entityType: source => entityType(source.entity),
  firstIndexedAt: source => source.entity.firstIndexedAt,
  guid: source => source.entity.guid,
  indexedAt: (_source, _args, { state }) => state.clock(),
  lastReportingChangeAt: source => source.entity.firstIndexedAt,
  name: source => source.entity.name,
  permalink: source =>
    `https://one.newrelic.com/redirect/entity/${source.entity.guid}`,
  reporting: source => source.entity.reporting,
  serviceLevel: source => ({ indicators: source.entity.serviceLevels }),
  tags: source =>
    shownTags(source).map(({ key, values }) => ({
      key,
      values: values.map(({ value }) => value),
    })),
  type: source => source.entity.type,
  alertSeverity: (source, _args, { severityOf }) => severityOf(source.entity),
  goldenMetrics: source => source,
};

function shownTags({ entity: { tags }, tagFilter }: EntitySource) {
  return tagFilter ? tags.filter(({ key }) => tagFilter.includes(key)) : tags;
}

const full: Record<string, Resolver<EntitySource>> = {
  ...common,
  tagsWithMetadata: source => shownTags(source),
};

/** What only a whole entity can be asked, not an outline. */
const questions: ResolverMap[string] = {
  deploymentSearch,
  nrdbQuery,
  recentAlertViolations,
  relatedEntities,
};

const apm: Record<string, Resolver<EntitySource>> = {
  applicationId: detail('ApmApplication', ({ applicationId }) => applicationId),
  language: detail('ApmApplication', ({ language }) => language),
};

const monitor: Record<string, Resolver<EntitySource>> = {
  monitorId: detail('SyntheticMonitor', ({ monitorId }) => monitorId),
  monitoredUrl: detail('SyntheticMonitor', ({ monitoredUrl }) => monitoredUrl),
  monitorType: () => 'SIMPLE',
  period: () => 5,
};

const dashboard: Record<string, Resolver<EntitySource>> = {
  createdAt: detail('Dashboard', found => found.dashboard.createdAt),
  updatedAt: detail('Dashboard', found => found.dashboard.updatedAt),
  permissions: detail('Dashboard', found => found.dashboard.permissions),
  dashboardParentGuid: () => null,
};

const fullDashboard: Record<string, Resolver<EntitySource>> = {
  description: detail('Dashboard', found => found.dashboard.description),
  pages: detail('Dashboard', found => found.dashboard.pages),
  variables: detail('Dashboard', found => found.dashboard.variables),
};

/** A resolver of what only one kind of entity has. */
function detail<K extends Entity['details']['kind']>(
  kind: K,
  read: (details: Extract<Entity['details'], { kind: K }>) => unknown,
): Resolver<EntitySource> {
  return ({ entity: { details } }) =>
    details.kind === kind
      ? read(details as Extract<Entity['details'], { kind: K }>)
      : null;
}

/** The GraphQL type of an entity: `ApmApplicationEntity`, or its outline. */
export function typeNameOf({ entity: { details } }: EntitySource): string {
  return `${details.kind}Entity`;
}

export const entityResolvers: ResolverMap = {
  Actor: { entity, entities },
  ApmApplicationEntity: { ...full, ...questions, ...apm },
  ApmApplicationEntityOutline: { ...common, ...apm },
  SyntheticMonitorEntity: { ...full, ...questions, ...monitor },
  SyntheticMonitorEntityOutline: { ...common, ...monitor },
  DashboardEntity: { ...full, ...questions, ...dashboard, ...fullDashboard },
  DashboardEntityOutline: { ...common, ...dashboard },
  ExternalEntity: { ...full, ...questions },
  ExternalEntityOutline: common,
  WorkloadEntity: { ...full, ...questions },
  WorkloadEntityOutline: common,
};
