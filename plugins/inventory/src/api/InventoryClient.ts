import {
  CATALOG_FILTER_EXISTS,
  type CatalogApi,
  type EntityFilterQuery,
} from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import { CustomErrorBase, ResponseError } from '@backstage/errors';
import type { FilterPredicate } from '@backstage/filter-predicates';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { z } from 'zod';
import {
  ACCOUNT_PATH,
  BELONGS_TO_PATH,
  DEPLOYMENT_ACCOUNT_PATH,
  DRIFT_KIND_PATH,
  DRIFT_PATH,
  ORIGIN_PATH,
  PRODUCT_TYPE,
  REGION_PATH,
} from '../model/labels';
import { scopesSchema, type Scope } from '../model/scopes';
import type {
  Count,
  DriftQuery,
  DriftSortField,
  InventoryApi,
  InventorySummary,
  PlaceCount,
} from './InventoryApi';
import { toDriftRow } from './toDriftRow';

/** The back end answered, but not in the shape that was agreed. */
export class UnexpectedAnswerError extends CustomErrorBase {
  name = 'UnexpectedAnswerError' as const;
}

const OWNER_PATH = 'relations.ownedBy';
const pageOfAll = 500;

/** What runs, in contrast to the products that it was launched from. */
const runs: FilterPredicate = { $not: { 'spec.type': PRODUCT_TYPE } };

/** What belongs to another entity shows its drift there, and is counted there. */
const standsAlone: FilterPredicate = {
  $not: { [BELONGS_TO_PATH]: { $exists: true } },
};

const sortPaths: Record<DriftSortField, string> = {
  level: DRIFT_PATH,
  name: 'metadata.name',
  owner: 'spec.owner',
};

/** Asks the catalog's API, which counts and pages, and shows only what one may see. */
export class InventoryClient implements InventoryApi {
  readonly #catalogApi: CatalogApi;
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: {
    catalogApi: CatalogApi;
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
  }) {
    this.#catalogApi = options.catalogApi;
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getSummary(): Promise<InventorySummary> {
    const [services, drift, places] = await Promise.all([
      this.#facets({ filter: { kind: 'Component' }, facets: [ORIGIN_PATH] }),
      this.#facets({
        filter: { [DRIFT_PATH]: CATALOG_FILTER_EXISTS },
        query: standsAlone,
        facets: [
          DRIFT_PATH,
          DRIFT_KIND_PATH,
          DEPLOYMENT_ACCOUNT_PATH,
          OWNER_PATH,
        ],
      }),
      this.#places(),
    ]);
    const byOrigin = new Map(
      services[ORIGIN_PATH].map(({ value, count }) => [value, count]),
    );
    return {
      services: {
        both: byOrigin.get('both') ?? 0,
        repository: byOrigin.get('repository') ?? 0,
        aws: byOrigin.get('aws') ?? 0,
      },
      places,
      drift: {
        entities: sum(drift[DRIFT_PATH]),
        kinds: drift[DRIFT_KIND_PATH],
        accounts: valuesOf(drift[DEPLOYMENT_ACCOUNT_PATH]),
        owners: valuesOf(drift[OWNER_PATH]),
      },
    };
  }

  async getDrift(query: DriftQuery, page: { offset: number; limit: number }) {
    const { items, totalItems } = await this.#catalogApi.queryEntities({
      ...toCatalogRequest(query),
      ...page,
    });
    return { items: items.map(toDriftRow), totalItems };
  }

  async getAllDrift(query: DriftQuery) {
    const entities: Entity[] = [];
    const request = { ...toCatalogRequest(query), limit: pageOfAll };
    let page = await this.#catalogApi.queryEntities(request);
    entities.push(...page.items);
    while (page.pageInfo.nextCursor) {
      page = await this.#catalogApi.queryEntities({
        cursor: page.pageInfo.nextCursor,
        fields: request.fields,
        limit: pageOfAll,
      });
      entities.push(...page.items);
    }
    return entities.map(toDriftRow);
  }

  async refreshScope({ provider, account, region }: Scope) {
    const path = [provider, account, region].map(encodeURIComponent).join('/');
    const response = await this.#fetchScopes(`/${path}/refresh`, {
      method: 'POST',
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
  }

  async getScopes(options?: { signal?: AbortSignal }) {
    const response = await this.#fetchScopes('', options);
    // The module is not installed, or is of a version that does not tell yet.
    if (response.status === 404) {
      return undefined;
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const answer = scopesSchema.safeParse(await response.json());
    if (!answer.success) {
      throw new UnexpectedAnswerError(
        `The scopes came in an unexpected form: ${z.prettifyError(answer.error)}`,
      );
    }
    return answer.data.scopes;
  }

  /**
   * What runs by account and region. Facets do not cross, so the side with fewer
   * values is asked one by one: for most companies the few regions.
   */
  async #places(): Promise<PlaceCount[]> {
    const filter = { kind: 'Resource', [ACCOUNT_PATH]: CATALOG_FILTER_EXISTS };
    const all = await this.#facets({
      filter,
      query: runs,
      facets: [ACCOUNT_PATH, REGION_PATH],
    });
    const [asked, other] =
      all[ACCOUNT_PATH].length < all[REGION_PATH].length
        ? [ACCOUNT_PATH, REGION_PATH]
        : [REGION_PATH, ACCOUNT_PATH];
    const rows = await Promise.all(
      all[asked].map(async ({ value }) => {
        const facets = await this.#facets({
          filter: { ...filter, [asked]: value },
          query: runs,
          facets: [other],
        });
        return facets[other].map(found => ({
          account: asked === ACCOUNT_PATH ? value : found.value,
          region: asked === REGION_PATH ? value : found.value,
          count: found.count,
        }));
      }),
    );
    return rows.flat();
  }

  async #fetchScopes(path: string, init?: RequestInit): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('catalog');
    return this.#fetchApi.fetch(
      `${baseUrl}/aws-service-catalog/scopes${path}`,
      init,
    );
  }

  async #facets(request: {
    filter: EntityFilterQuery;
    query?: FilterPredicate;
    facets: string[];
  }): Promise<Record<string, Count[]>> {
    const { facets } = await this.#catalogApi.getEntityFacets(request);
    return Object.fromEntries(
      request.facets.map(path => [path, facets[path] ?? []]),
    );
  }
}

function toCatalogRequest(query: DriftQuery) {
  const { owners, accounts, kinds, sort, order } = query;
  const some = (path: string, values: string[]) =>
    values.length > 0 ? { [path]: values } : {};
  return {
    filter: {
      [DRIFT_PATH]: CATALOG_FILTER_EXISTS,
      ...some(OWNER_PATH, owners),
      ...some(DEPLOYMENT_ACCOUNT_PATH, accounts),
      ...some(DRIFT_KIND_PATH, kinds),
    },
    query: standsAlone,
    // The catalog sorts by one field; among equals its order is its own.
    orderFields: { field: sortPaths[sort], order },
    fields: [
      'kind',
      'metadata.name',
      'metadata.namespace',
      'metadata.title',
      'spec.type',
      'spec.owner',
      'spec.inventory.origin',
      'spec.inventory.deployments',
      'spec.inventory.drift',
    ],
  };
}

function sum(counts: Count[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}

function valuesOf(counts: Count[]): string[] {
  return counts.map(({ value }) => value).sort();
}
