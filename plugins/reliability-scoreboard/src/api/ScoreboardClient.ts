import type { CompoundEntityRef } from '@backstage/catalog-model';
import { CustomErrorBase, ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  apiPaths,
  ruleCatalogueSchema,
  serviceDetailSchema,
  serviceListSchema,
  summarySchema,
  type ServiceListQuery,
} from '@rocket/plugin-reliability-scoreboard-common';
import { z } from 'zod';
import type { RequestOptions, ScoreboardApi } from './ScoreboardApi';

/** The back end answered, but not in the shape that was agreed. */
export class UnexpectedAnswerError extends CustomErrorBase {
  name = 'UnexpectedAnswerError' as const;
}

/** Speaks to the back end of this plugin over HTTP. */
export class ScoreboardClient implements ScoreboardApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getSummary(options?: RequestOptions) {
    return this.#json(summarySchema, apiPaths.summary, options);
  }

  async getRules(options?: RequestOptions) {
    return this.#json(ruleCatalogueSchema, apiPaths.rules, options);
  }

  async getServices(query: ServiceListQuery, options?: RequestOptions) {
    const path = `${apiPaths.services}${toQueryString(query)}`;
    return this.#json(serviceListSchema, path, options);
  }

  async getServicesCsv(query: ServiceListQuery, options?: RequestOptions) {
    const path = `${apiPaths.servicesCsv}${toQueryString(query)}`;
    return (await this.#fetch(path, options)).blob();
  }

  async getService(entity: CompoundEntityRef, options?: RequestOptions) {
    return this.#json(serviceDetailSchema, apiPaths.service(entity), options);
  }

  async refreshService(entity: CompoundEntityRef, options?: RequestOptions) {
    const path = `${apiPaths.service(entity)}/refresh`;
    return this.#json(serviceDetailSchema, path, {
      ...options,
      method: 'POST',
    });
  }

  async #json<T>(
    schema: z.ZodType<T>,
    path: string,
    init?: RequestInit,
  ): Promise<T> {
    const response = await this.#fetch(path, init);
    const answer = schema.safeParse(await response.json());
    if (!answer.success) {
      throw new UnexpectedAnswerError(
        `The scoreboard answered ${path} in an unexpected form: ${z.prettifyError(
          answer.error,
        )}`,
      );
    }
    return answer.data;
  }

  async #fetch(path: string, init?: RequestInit): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl(
      'reliability-scoreboard',
    );
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

/** Lists travel as repeated parameters; what is left out is not sent. */
function toQueryString(query: ServiceListQuery): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) {
      for (const item of Array.isArray(value) ? value : [value]) {
        params.append(key, String(item));
      }
    }
  }
  return params.size > 0 ? `?${params}` : '';
}
