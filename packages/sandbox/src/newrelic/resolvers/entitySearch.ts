import { SeverityLookup } from '../alertSeverity';
import { RequestContext } from '../context';
import { Entity } from '../entities';
import {
  EntitySearchSyntaxError,
  matchEntity,
  parseEntitySearch,
} from '../entitySearch';
import { EntityView } from '../EntityView';
import { nerdGraphError } from '../errors';
import { EntitySource } from './entities';
import { pageOf } from './paging';
import { counts, Search, tagValues, types } from './searchCounts';
import { Resolver, ResolverMap } from './types';

const PAGE_SIZE = 200;
const collator = new Intl.Collator('en');

type SortCriterion =
  'ALERT_SEVERITY' | 'DOMAIN' | 'MOST_RELEVANT' | 'NAME' | 'REPORTING' | 'TYPE';

interface SearchArguments {
  query?: string | null;
  queryBuilder?: QueryBuilder | null;
  options?: {
    caseSensitiveTagMatching?: boolean | null;
    limit?: number | null;
    tagFilter?: string[] | null;
  } | null;
  sortBy?: (SortCriterion | null)[] | null;
  sortByWithDirection?:
    | ({
        attribute?: SortCriterion | null;
        direction?: 'ASC' | 'DESC' | null;
        tag?: string | null;
      } | null)[]
    | null;
}

interface QueryBuilder {
  alertSeverity?: string | null;
  alertable?: boolean | null;
  domain?: string | null;
  name?: string | null;
  reporting?: boolean | null;
  tags?: { key: string; value: string }[] | null;
  type?: string | null;
}

const entitySearch: Resolver<unknown, SearchArguments> = (
  _source,
  args,
  context,
): Search => {
  const { query: text, queryBuilder, options } = args;
  if ((text ?? undefined) === undefined && !queryBuilder) {
    throw badInput('Either query or queryBuilder must be given');
  }
  if ((text ?? undefined) !== undefined && queryBuilder) {
    throw badInput('Only one of query and queryBuilder can be given');
  }
  const query = text ?? queryOf(queryBuilder!);
  return {
    query,
    entities: sorted(search(query, args, context), args, context),
    limit: Math.min(PAGE_SIZE, Math.max(1, options?.limit ?? PAGE_SIZE)),
    tagFilter: options?.tagFilter ?? undefined,
  };
};

/** Every entity that meets the query, in accounts that the user may see, by name. */
export function search(
  query: string,
  { options }: Pick<SearchArguments, 'options'>,
  { state, mayRead, severityOf }: RequestContext,
): Entity[] {
  const readable = state.entities
    .byName()
    .filter(({ accountId }) => mayRead(accountId));
  if (query.trim() === '') {
    return readable;
  }
  try {
    const condition = parseEntitySearch(query);
    const caseSensitiveTagMatching = options?.caseSensitiveTagMatching ?? false;
    const view = new EntityView(severityOf);
    return readable.filter(entity =>
      matchEntity(view.of(entity), condition, { caseSensitiveTagMatching }),
    );
  } catch (error) {
    if (error instanceof EntitySearchSyntaxError) {
      throw badInput(error.message);
    }
    throw error;
  }
}

/** The query that a builder stands for. */
function queryOf(builder: QueryBuilder): string {
  const quote = (value: unknown) =>
    `'${String(value).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const parts = (
    [
      ['alertSeverity', builder.alertSeverity],
      ['alertable', builder.alertable],
      ['domain', builder.domain],
      ['reporting', builder.reporting],
      ['type', builder.type],
    ] as const
  )
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${name} = ${quote(value)}`);
  if (builder.name) {
    parts.push(`name LIKE ${quote(builder.name)}`);
  }
  for (const { key, value } of builder.tags ?? []) {
    parts.push(`tags.\`${key}\` = ${quote(value)}`);
  }
  return parts.join(' AND ');
}

/** @param entities - by name, which is what New Relic sorts by unless asked otherwise */
function sorted(
  entities: Entity[],
  { sortBy, sortByWithDirection }: SearchArguments,
  { severityOf }: RequestContext,
): Entity[] {
  const criteria = sortByWithDirection?.length
    ? sortByWithDirection.map(criterion => ({
        key: (entity: Entity) =>
          criterion?.tag
            ? tagValues(entity, criterion.tag).join()
            : sortKey(entity, criterion?.attribute ?? 'NAME', severityOf),
        factor: criterion?.direction === 'DESC' ? -1 : 1,
      }))
    : (sortBy ?? ['NAME'])
        // Equal ones stay in the order they have: by name.
        .filter(
          (criterion, index, all) =>
            criterion !== 'NAME' || index < all.length - 1,
        )
        .map(criterion => ({
          key: (entity: Entity) =>
            sortKey(entity, criterion ?? 'NAME', severityOf),
          factor: 1,
        }));
  if (criteria.length === 0) {
    return entities;
  }
  return entities
    .map(entity => ({ entity, keys: criteria.map(({ key }) => key(entity)) }))
    .sort((a, b) => {
      for (const [index, { factor }] of criteria.entries()) {
        const order = collator.compare(a.keys[index], b.keys[index]) * factor;
        if (order !== 0) {
          return order;
        }
      }
      return 0;
    })
    .map(({ entity }) => entity);
}

const SEVERITY_ORDER = [
  'CRITICAL',
  'WARNING',
  'NOT_ALERTING',
  'NOT_CONFIGURED',
];

function sortKey(
  entity: Entity,
  criterion: SortCriterion,
  severityOf: SeverityLookup,
): string {
  switch (criterion) {
    case 'ALERT_SEVERITY':
      return String(SEVERITY_ORDER.indexOf(severityOf(entity)));
    case 'DOMAIN':
      return entity.domain;
    case 'REPORTING':
      return entity.reporting ? '0' : '1';
    case 'TYPE':
      return entity.type;
    default:
      return entity.name.toLowerCase();
  }
}

const results: Resolver<Search, { cursor?: string | null }> = (
  { entities, limit, query, tagFilter },
  { cursor },
) => {
  const page = pageOf(entities, { cursor, size: limit, of: query });
  return {
    entities: page.items.map((entity): EntitySource => ({ entity, tagFilter })),
    nextCursor: page.nextCursor,
  };
};

function badInput(message: string) {
  return nerdGraphError(message, { errorClass: 'BAD_USER_INPUT' });
}

export const entitySearchResolvers: ResolverMap = {
  Actor: { entitySearch },
  EntitySearch: {
    count: ({ entities }: Search) => entities.length,
    counts,
    results,
    types,
  },
};
