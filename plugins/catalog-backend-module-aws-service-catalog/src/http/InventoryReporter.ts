import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  EntityFilterQuery,
} from '@backstage/catalog-client';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ACCOUNT_LABEL,
  DRIFT_LABEL,
  ORIGIN_LABEL,
  REGION_LABEL,
} from '../inventory/annotations';
import { readDrift } from '../inventory/drift';
import { readDeployments } from '../inventory/readDeployments';
import { PRODUCT_TYPE } from '../inventory/toEntities';
import { DriftQuery, DriftRow, Summary } from './api';

const ORIGIN = `metadata.labels.${ORIGIN_LABEL}`;
const DRIFT = `metadata.labels.${DRIFT_LABEL}`;
const DRIFT_KIND = 'spec.inventory.drift.kind';
const ACCOUNT = `metadata.labels.${ACCOUNT_LABEL}`;
const REGION = `metadata.labels.${REGION_LABEL}`;
const DEPLOYMENT_ACCOUNT = 'spec.inventory.deployments.account';
const OWNER = 'relations.ownedBy';

/** What belongs to another entity shows its drift there, and is counted there. */
const STANDS_ALONE = {
  $not: { 'spec.inventory.belongsTo': { $exists: true } },
};
const RUNS = { $not: { 'spec.type': PRODUCT_TYPE } };

const SORT_FIELDS = {
  level: DRIFT,
  name: 'metadata.name',
  // In `spec.owner` some write the whole ref, some the name only.
  owner: OWNER,
} as const;

/** Entities of a request to the catalog while all of them are read. */
const BATCH = 500;

type Facets = Record<string, Array<{ value: string; count: number }>>;

/**
 * What repositories declare and AWS runs, and where they disagree. It asks the
 * catalog as the caller, and so tells only what the caller may read.
 */
export class InventoryReporter {
  private readonly catalog: CatalogService;

  constructor(options: { catalog: CatalogService }) {
    this.catalog = options.catalog;
  }

  async summary(credentials: BackstageCredentials): Promise<Summary> {
    const facetsOf = this.facetsAs(credentials);
    const [components, drift, places] = await Promise.all([
      facetsOf({ filter: { kind: 'component' }, facets: [ORIGIN] }),
      facetsOf({
        filter: { [DRIFT]: CATALOG_FILTER_EXISTS },
        query: STANDS_ALONE,
        facets: [DRIFT, DRIFT_KIND, DEPLOYMENT_ACCOUNT, OWNER],
      }),
      this.places(credentials),
    ]);
    const levels = {
      warning: countOf(drift, DRIFT, 'warning'),
      info: countOf(drift, DRIFT, 'info'),
    };
    return {
      origins: {
        repository: countOf(components, ORIGIN, 'repository'),
        aws: countOf(components, ORIGIN, 'aws'),
        both: countOf(components, ORIGIN, 'both'),
      },
      places,
      drift: {
        entities: levels.warning + levels.info,
        levels,
        kinds: drift[DRIFT_KIND].map(({ value, count }) => ({
          kind: value,
          count,
        })).sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
        accounts: valuesOf(drift, DEPLOYMENT_ACCOUNT),
        owners: valuesOf(drift, OWNER),
      },
    };
  }

  /** One page of the entities with drift. */
  async drift(
    query: DriftQuery & { offset?: number; limit?: number },
    credentials: BackstageCredentials,
  ): Promise<{ totalItems: number; items: DriftRow[] }> {
    const { offset = 0, limit = 50 } = query;
    const { items, totalItems } = await this.catalog.queryEntities(
      { ...toRequest(query), offset, limit },
      { credentials },
    );
    return { totalItems, items: items.map(entity => toRow(entity, query)) };
  }

  /** All entities with drift. */
  async allDrift(
    query: DriftQuery,
    credentials: BackstageCredentials,
  ): Promise<DriftRow[]> {
    const request = { ...toRequest(query), limit: BATCH };
    const rows: DriftRow[] = [];
    let page = await this.catalog.queryEntities(request, { credentials });
    for (;;) {
      rows.push(...page.items.map(entity => toRow(entity, query)));
      const cursor = page.pageInfo.nextCursor;
      if (!cursor) {
        return rows;
      }
      page = await this.catalog.queryEntities(
        { cursor, fields: request.fields, limit: BATCH },
        { credentials },
      );
    }
  }

  /** Facets do not cross: the regions, of which there are few, are asked one by one. */
  private async places(
    credentials: BackstageCredentials,
  ): Promise<Summary['places']> {
    const facetsOf = this.facetsAs(credentials);
    const filter = { kind: 'resource', [ACCOUNT]: CATALOG_FILTER_EXISTS };
    const regions = await facetsOf({ filter, query: RUNS, facets: [REGION] });
    const places = await Promise.all(
      regions[REGION].map(async ({ value: region }) => {
        const accounts = await facetsOf({
          filter: { ...filter, [REGION]: region },
          query: RUNS,
          facets: [ACCOUNT],
        });
        return accounts[ACCOUNT].map(({ value: account, count }) => ({
          account,
          region,
          count,
        }));
      }),
    );
    return places
      .flat()
      .sort((a, b) =>
        `${a.account} ${a.region}` < `${b.account} ${b.region}` ? -1 : 1,
      );
  }

  private facetsAs(credentials: BackstageCredentials) {
    return async (request: {
      filter: EntityFilterQuery;
      query?: typeof RUNS | typeof STANDS_ALONE;
      facets: string[];
    }): Promise<Facets> => {
      const { facets } = await this.catalog.getEntityFacets(request, {
        credentials,
      });
      return Object.fromEntries(
        request.facets.map(path => [path, facets[path] ?? []]),
      );
    };
  }
}

function countOf(facets: Facets, path: string, value: string): number {
  return facets[path].find(facet => facet.value === value)?.count ?? 0;
}

function valuesOf(facets: Facets, path: string): string[] {
  return facets[path].map(({ value }) => value).sort();
}

function toRequest({ team, account, kind, sort = 'level', order }: DriftQuery) {
  return {
    filter: {
      [DRIFT]: CATALOG_FILTER_EXISTS,
      ...(team?.length ? { [OWNER]: team.map(toOwnerRef) } : {}),
      ...(account?.length ? { [DEPLOYMENT_ACCOUNT]: account } : {}),
      ...(kind?.length ? { [DRIFT_KIND]: kind } : {}),
    },
    query: STANDS_ALONE,
    orderFields: {
      field: SORT_FIELDS[sort],
      // 'warning' comes after 'info' in the alphabet.
      order: order ?? (sort === 'level' ? ('desc' as const) : ('asc' as const)),
    },
    fields: [
      'kind',
      'metadata.name',
      'metadata.namespace',
      'metadata.title',
      'spec.type',
      'relations',
      'spec.inventory.deployments',
      'spec.inventory.drift',
    ],
  };
}

function toOwnerRef(team: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(team, {
        defaultKind: 'group',
        defaultNamespace: 'default',
      }),
    );
  } catch (error) {
    throw new InputError(`“${team}” is no team: ${error}`);
  }
}

function toRow(entity: Entity, query: DriftQuery): DriftRow {
  const { kind, metadata, spec, relations } = entity;
  const places = new Map(
    readDeployments(entity).map(({ account, accountName, region }) => [
      `${account} ${region}`,
      { account, accountName, region },
    ]),
  );
  return {
    entityRef: stringifyEntityRef(entity),
    title: metadata.title ?? metadata.name,
    type: typeof spec?.type === 'string' ? spec.type : kind,
    owner: relations?.find(({ type }) => type === 'ownedBy')?.targetRef,
    places: [...places.keys()].sort().map(key => places.get(key)!),
    drift: readDrift(entity)?.filter(
      drift => !query.kind?.length || query.kind.includes(drift.kind),
    ),
  };
}
