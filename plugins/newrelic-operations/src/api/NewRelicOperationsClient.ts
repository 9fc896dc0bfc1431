import { CustomErrorBase, ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { newRelicStatusSchema } from '@rocket/plugin-newrelic-operations-common';
import { z } from 'zod';
import type { NewRelicOperationsApi } from './NewRelicOperationsApi';

/** The back end answered, but not in the shape that was agreed. */
export class UnexpectedAnswerError extends CustomErrorBase {
  name = 'UnexpectedAnswerError' as const;
}

/** Speaks to the back end of this plugin over HTTP. */
export class NewRelicOperationsClient implements NewRelicOperationsApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getStatus(options?: { signal?: AbortSignal }) {
    const baseUrl = await this.#discoveryApi.getBaseUrl('newrelic-operations');
    const response = await this.#fetchApi.fetch(`${baseUrl}/status`, {
      signal: options?.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const answer = newRelicStatusSchema.safeParse(await response.json());
    if (!answer.success) {
      throw new UnexpectedAnswerError(
        `The status of New Relic came in an unexpected form: ${z.prettifyError(
          answer.error,
        )}`,
      );
    }
    return answer.data;
  }
}
