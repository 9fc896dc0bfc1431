import { seedOf } from '../../telemetry';
import { RequestContext, requireAccount } from '../context';
import { accountTags, Entity } from '../entities';
import { notFound, validationError } from '../errors';
import { encodeGuid } from '../guid';
import { Member, statusOf, StatusValue, Workload } from '../workloads';
import { EntitySource } from './entities';
import { search } from './entitySearch';
import { withoutNulls } from './inputs';
import { Search } from './searchCounts';
import { changeWorkload, WorkloadInput } from './workloadInput';
import { Resolver, ResolverMap } from './types';

/** An entity that is a workload. */
interface WorkloadSource {
  entity: Entity;
  workload: Workload;
}

const create: Resolver<
  unknown,
  { accountId: number; workload: WorkloadInput }
> = (_source, { accountId, workload: input }, context) => {
  requireAccount(accountId, context);
  const { state } = context;
  const now = state.clock();
  const settings = withoutNulls(input);
  const id = 1_000_000 + (seedOf('workload', now, state.entities.size) % 9e6);
  const entity: Entity = {
    guid: encodeGuid({
      accountId,
      domain: 'NR1',
      type: 'WORKLOAD',
      domainId: String(id),
    }),
    accountId,
    domain: 'NR1',
    type: 'WORKLOAD',
    name: nameOf(settings.name),
    reporting: true,
    tags: accountTags(state.company, accountId),
    firstIndexedAt: now,
    details: {
      kind: 'Workload',
      workload: changeWorkload(
        {
          id,
          description: undefined,
          entityGuids: [],
          entitySearchQueries: [],
          scopeAccountIds: [accountId],
          automatic: undefined,
          static: [],
          createdAt: now,
          updatedAt: now,
        },
        settings,
        context,
      ),
    },
    serviceLevels: [],
  };
  state.entities.set(entity);
  return sourceOf(entity);
};

const update: Resolver<unknown, { guid: string; workload: WorkloadInput }> = (
  _source,
  { guid, workload: input },
  context,
) => {
  const { entity, workload } = find(guid, context);
  const settings = withoutNulls(input);
  const changed = changeWorkload(workload, settings, context);
  entity.name = nameOf(settings.name ?? entity.name);
  entity.details = { kind: 'Workload', workload: changed };
  context.state.entities.set(entity);
  return sourceOf(entity);
};

const remove: Resolver<unknown, { guid: string }> = (
  _source,
  { guid },
  context,
) => {
  const found = find(guid, context);
  context.state.entities.delete(guid);
  return found;
};

function find(
  guid: string,
  { state, mayRead }: RequestContext,
): WorkloadSource {
  const entity = state.entities.get(guid);
  const source =
    entity && mayRead(entity.accountId) ? sourceOf(entity) : undefined;
  if (!source) {
    throw notFound(`Workload ${guid}`);
  }
  return source;
}

function sourceOf(entity: Entity): WorkloadSource | undefined {
  return entity.details.kind === 'Workload'
    ? { entity, workload: entity.details.workload }
    : undefined;
}

function nameOf(name: string | undefined): string {
  if (!name?.trim()) {
    throw validationError([
      { name: 'workload.name', reason: "can't be blank" },
    ]);
  }
  return name;
}

/** What a workload, or a rule of it, is made of. */
function entitiesOf(
  group: Pick<Workload, 'entityGuids' | 'entitySearchQueries'>,
  { scopeAccountIds }: Workload,
  context: RequestContext,
): Entity[] {
  const found = new Map<string, Entity>();
  const add = (entity: Entity | undefined) => {
    if (entity && scopeAccountIds.includes(entity.accountId)) {
      found.set(entity.guid, entity);
    }
  };
  group.entityGuids.forEach(guid => add(context.state.entities.get(guid)));
  for (const { query } of group.entitySearchQueries) {
    search(query, {}, context).forEach(add);
  }
  return [...found.values()].filter(({ accountId }) =>
    context.mayRead(accountId),
  );
}

const STATUS_OF_SEVERITY: Record<string, StatusValue> = {
  CRITICAL: 'DISRUPTED',
  WARNING: 'DEGRADED',
  NOT_ALERTING: 'OPERATIONAL',
};

function status({ workload }: WorkloadSource, context: RequestContext) {
  const membersOf = (
    group: Pick<Workload, 'entityGuids' | 'entitySearchQueries'>,
  ): Member[] =>
    entitiesOf(group, workload, context).map(entity => ({
      guid: entity.guid,
      kind: `${entity.domain} ${entity.type}`,
      status: STATUS_OF_SEVERITY[context.severityOf(entity)] ?? 'UNKNOWN',
    }));
  return statusOf(workload, membersOf(workload), membersOf);
}

const collection: Record<string, Resolver<WorkloadSource>> = {
  account: ({ entity }, _args, { state }) =>
    state.company.newRelicAccounts.find(({ id }) => id === entity.accountId),
  createdAt: ({ workload }) => workload.createdAt,
  createdBy: () => null,
  description: ({ workload }) => workload.description,
  entities: ({ workload }) => workload.entityGuids.map(guid => ({ guid })),
  entitySearchQueries: ({ workload }) => workload.entitySearchQueries,
  entitySearchQuery: ({ workload }) => queryOf(workload),
  guid: ({ entity }) => entity.guid,
  id: ({ workload }) => workload.id,
  name: ({ entity }) => entity.name,
  permalink: ({ entity }) =>
    `https://one.newrelic.com/redirect/entity/${entity.guid}`,
  scopeAccounts: ({ workload }) => ({ accountIds: workload.scopeAccountIds }),
  status: (source, _args, context) => status(source, context),
  statusConfig: ({ workload: { automatic, static: fixed } }) => ({
    automatic: automatic && {
      enabled: automatic.enabled,
      rules: automatic.rules.map(rule => ({
        ...rule,
        entities: rule.entityGuids.map(guid => ({ guid })),
      })),
      remainingEntitiesRule: automatic.remaining && {
        rollup: {
          ...automatic.remaining.rollup,
          groupBy: automatic.remaining.groupBy,
        },
      },
    },
    static: fixed,
  }),
  updatedAt: ({ workload }) => workload.updatedAt,
  updatedBy: () => null,
};

/** One query that finds all of a workload. */
function queryOf({ entityGuids, entitySearchQueries }: Workload): string {
  const quoted = entityGuids.map(guid => `'${guid}'`).join(', ');
  return [
    ...(quoted === '' ? [] : [`id IN (${quoted})`]),
    ...entitySearchQueries.map(({ query }) => `(${query})`),
  ].join(' OR ');
}

/** What a workload has as an entity, beside what all have. */
export const workloadEntityFields: Record<string, Resolver<EntitySource>> = {
  createdAt: ({ entity }) => sourceOf(entity)?.workload.createdAt,
  updatedAt: ({ entity }) => sourceOf(entity)?.workload.updatedAt,
  workloadStatus: ({ entity }, _args, context) => {
    const source = sourceOf(entity);
    if (!source) {
      return null;
    }
    const { value, source: statusSource, ...words } = status(source, context);
    return { ...words, statusValue: value, statusSource };
  },
};

const members: Resolver<EntitySource> = ({ entity }, _args, context) => {
  const { workload } = sourceOf(entity)!;
  const query = queryOf(workload);
  const found: Search = {
    query,
    entities: entitiesOf(workload, workload, context),
    limit: 200,
  };
  return {
    account: context.state.company.newRelicAccounts.find(
      ({ id }) => id === entity.accountId,
    ),
    createdBy: null,
    definition: {
      entityGuids: workload.entityGuids,
      entitySearchQuery: query,
      scopeAccounts: { accountIds: workload.scopeAccountIds },
      searchQueries: workload.entitySearchQueries.map(each => each.query),
    },
    guid: entity.guid,
    members: found,
    name: entity.name,
    type: 'WORKLOAD',
  };
};

export const workloadResolvers: ResolverMap = {
  WorkloadCollection: collection,
  WorkloadEntity: { ...workloadEntityFields, collection: members },
  WorkloadEntityOutline: workloadEntityFields,
  RootMutationType: {
    workloadCreate: create,
    workloadUpdate: update,
    workloadDelete: remove,
  },
};
