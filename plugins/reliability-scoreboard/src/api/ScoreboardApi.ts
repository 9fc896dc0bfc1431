import type { CompoundEntityRef } from '@backstage/catalog-model';
import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  RuleCatalogue,
  ServiceDetail,
  ServiceList,
  ServiceListQuery,
  Summary,
} from '@rocket/plugin-reliability-scoreboard-common';

export interface RequestOptions {
  signal?: AbortSignal;
}

/**
 * The scoreboard as a browser sees it. Every method rejects with a
 * `ResponseError` when the back end refuses, and with an `UnexpectedAnswerError`
 * when its answer has not the promised shape.
 */
export interface ScoreboardApi {
  getSummary(options?: RequestOptions): Promise<Summary>;
  getRules(options?: RequestOptions): Promise<RuleCatalogue>;
  /** One page of services; see {@link ServiceListQuery} for what is asked. */
  getServices(
    query: ServiceListQuery,
    options?: RequestOptions,
  ): Promise<ServiceList>;
  /** All that the filters leave, as a CSV file; pages do not matter. */
  getServicesCsv(
    query: ServiceListQuery,
    options?: RequestOptions,
  ): Promise<Blob>;
  /** Rejects with the status 404 when the entity has no score. */
  getService(
    entity: CompoundEntityRef,
    options?: RequestOptions,
  ): Promise<ServiceDetail>;
  /** Asks New Relic now, and answers with the new score. */
  refreshService(
    entity: CompoundEntityRef,
    options?: RequestOptions,
  ): Promise<ServiceDetail>;
}

export const scoreboardApiRef = createApiRef<ScoreboardApi>().with({
  id: 'plugin.reliability-scoreboard.service',
  pluginId: 'reliability-scoreboard',
});
