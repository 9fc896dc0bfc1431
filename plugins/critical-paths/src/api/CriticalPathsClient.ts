import { CustomErrorBase, ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  pathDetailSchema,
  pathListSchema,
  stepDetailSchema,
  type TimeRange,
} from '@rocket/plugin-critical-paths-common';
import { z } from 'zod';
import type {
  CriticalPathsApi,
  PathQuery,
  RequestOptions,
} from './CriticalPathsApi';

/** The back end answered, but not in the shape that was agreed. */
export class UnexpectedAnswerError extends CustomErrorBase {
  name = 'UnexpectedAnswerError' as const;
}

/** Speaks to the back end of this plugin over HTTP. */
export class CriticalPathsClient implements CriticalPathsApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getPaths(query: { range: TimeRange }, options?: RequestOptions) {
    return this.#json(pathListSchema, ['paths'], query.range, options);
  }

  async getPath(query: PathQuery, options?: RequestOptions) {
    const { namespace, name, range } = query;
    return this.#json(
      pathDetailSchema,
      ['paths', namespace, name],
      range,
      options,
    );
  }

  async getStep(
    query: PathQuery & { stepId: string },
    options?: RequestOptions,
  ) {
    const { namespace, name, stepId, range } = query;
    return this.#json(
      stepDetailSchema,
      ['paths', namespace, name, 'steps', stepId],
      range,
      options,
    );
  }

  async #json<T>(
    schema: z.ZodType<T>,
    segments: string[],
    range: TimeRange,
    options?: RequestOptions,
  ): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('critical-paths');
    const path = segments.map(encodeURIComponent).join('/');
    const response = await this.#fetchApi.fetch(
      `${baseUrl}/${path}?range=${range}`,
      { signal: options?.signal },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const answer = schema.safeParse(await response.json());
    if (!answer.success) {
      throw new UnexpectedAnswerError(
        `Critical paths answered /${path} in an unexpected form: ${z.prettifyError(
          answer.error,
        )}`,
      );
    }
    return answer.data;
  }
}
