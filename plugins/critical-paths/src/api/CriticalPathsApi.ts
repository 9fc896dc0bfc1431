import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  PathDetail,
  PathList,
  StepDetail,
  TimeRange,
} from '@rocket/plugin-critical-paths-common';

export interface RequestOptions {
  signal?: AbortSignal;
}

/** Which path, and over which span of time ending now. */
export interface PathQuery {
  namespace: string;
  name: string;
  range: TimeRange;
}

/**
 * The critical paths as a browser sees them. Every method rejects with a
 * `ResponseError` when the back end refuses, and with an `UnexpectedAnswerError`
 * when its answer has not the promised shape.
 */
export interface CriticalPathsApi {
  getPaths(
    query: { range: TimeRange },
    options?: RequestOptions,
  ): Promise<PathList>;
  /** Rejects with the status 404 when the catalog has no such path. */
  getPath(query: PathQuery, options?: RequestOptions): Promise<PathDetail>;
  /** Rejects with the status 404 when the path has no such step. */
  getStep(
    query: PathQuery & { stepId: string },
    options?: RequestOptions,
  ): Promise<StepDetail>;
}

export const criticalPathsApiRef = createApiRef<CriticalPathsApi>().with({
  id: 'plugin.critical-paths.service',
  pluginId: 'critical-paths',
});
