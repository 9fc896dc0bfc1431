import type {
  PathDetail,
  PathList,
  StepDetail,
  TimeRange,
} from '@rocket/plugin-critical-paths-common';

/** What the pages are told; answered from the database alone. */
export interface CriticalPathsService {
  /** All paths, worst status first. */
  list(options: { range: TimeRange }): Promise<PathList>;

  /** @throws NotFoundError when there is no such path. */
  path(options: { entityRef: string; range: TimeRange }): Promise<PathDetail>;

  /** @throws NotFoundError when there is no such path or step. */
  step(options: {
    entityRef: string;
    stepId: string;
    range: TimeRange;
  }): Promise<StepDetail>;
}
