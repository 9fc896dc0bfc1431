import { CustomErrorBase, ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { z } from 'zod';
import { driftPageSchema } from '../model/driftPage';
import { scopesSchema, type Scope } from '../model/scopes';
import { summarySchema } from '../model/summary';
import type { DriftQuery, InventoryApi } from './InventoryApi';

/** The back end answered, but not in the shape that was agreed. */
export class UnexpectedAnswerError extends CustomErrorBase {
  name = 'UnexpectedAnswerError' as const;
}

/** Asks the AWS module of the catalog, which shows only what one may see. */
export class InventoryClient implements InventoryApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getSummary(options?: { signal?: AbortSignal }) {
    const response = await this.#fetch('summary', options);
    return isMissing(response)
      ? undefined
      : read(response, 'summary', summarySchema);
  }

  async getDrift(
    query: DriftQuery,
    page: { offset: number; limit: number },
    options?: { signal?: AbortSignal },
  ) {
    const search = toSearch(query);
    search.set('offset', String(page.offset));
    search.set('limit', String(page.limit));
    return read(
      await this.#fetch(`drift?${search}`, options),
      'drift',
      driftPageSchema,
    );
  }

  async getDriftCsv(query: DriftQuery) {
    const response = await this.#fetch(`drift?${toSearch(query)}`, {
      headers: { Accept: 'text/csv' },
    });
    await expectSuccess(response);
    return response.text();
  }

  async refreshScope({ provider, account, region }: Scope) {
    const path = [provider, account, region].map(encodeURIComponent).join('/');
    await expectSuccess(
      await this.#fetch(`scopes/${path}/refresh`, { method: 'POST' }),
    );
  }

  async getScopes(options?: { signal?: AbortSignal }) {
    const response = await this.#fetch('scopes', options);
    return isMissing(response)
      ? undefined
      : (await read(response, 'scopes', scopesSchema)).scopes;
  }

  async #fetch(path: string, init?: RequestInit): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('catalog');
    return this.#fetchApi.fetch(`${baseUrl}/aws-service-catalog/${path}`, init);
  }
}

/** The module is not installed, or is of a version that does not tell yet. */
function isMissing(response: Response): boolean {
  return response.status === 404;
}

async function expectSuccess(response: Response): Promise<void> {
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
}

async function read<T>(
  response: Response,
  what: string,
  schema: z.ZodType<T>,
): Promise<T> {
  await expectSuccess(response);
  const answer = schema.safeParse(await response.json());
  if (!answer.success) {
    throw new UnexpectedAnswerError(
      `The ${what} came in an unexpected form: ${z.prettifyError(answer.error)}`,
    );
  }
  return answer.data;
}

function toSearch(query: DriftQuery): URLSearchParams {
  const { owners, accounts, kinds, sort, order } = query;
  const search = new URLSearchParams();
  for (const owner of owners) {
    // The API knows a team by its name too, and an address has to be short.
    search.append('team', owner.replace(/^group:default\//, ''));
  }
  for (const account of accounts) {
    search.append('account', account);
  }
  for (const kind of kinds) {
    search.append('kind', kind);
  }
  search.set('sort', sort);
  search.set('order', order);
  return search;
}
