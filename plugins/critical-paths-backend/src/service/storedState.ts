import type { PathStatus } from '@rocket/plugin-critical-paths-common';

/** The state of one step, as of `StoredState.at`. */
export interface StoredStepState {
  status: PathStatus;
  /** Seconds since the epoch; missing when unknown. */
  since?: number;
  /** A sentence; missing when healthy. */
  reason?: string;
}

/** The state of a path and its steps, judged by the collector and told by the pages. */
export interface StoredState {
  /** The end of the last minute that was judged, seconds since the epoch. */
  at?: number;
  status: PathStatus;
  /** Seconds since the epoch; missing when unknown. */
  since?: number;
  reason: string;
  steps: Record<string, StoredStepState>;
}
