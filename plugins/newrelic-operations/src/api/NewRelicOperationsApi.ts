import { createApiRef } from '@backstage/frontend-plugin-api';
import type { NewRelicStatus } from '@rocket/plugin-newrelic-operations-common';

/**
 * Rejects with a `ResponseError` when the back end refuses, and with an
 * `UnexpectedAnswerError` when its answer has not the promised shape.
 */
export interface NewRelicOperationsApi {
  /** How the connections to New Relic are, as the replica that answers sees it. */
  getStatus(options?: { signal?: AbortSignal }): Promise<NewRelicStatus>;
}

export const newRelicOperationsApiRef =
  createApiRef<NewRelicOperationsApi>().with({
    id: 'plugin.newrelic-operations.service',
    pluginId: 'newrelic-operations',
  });
