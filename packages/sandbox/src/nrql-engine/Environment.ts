import { TimeWindow } from '@rocket/nrql';
import { NrqlTimeoutError } from './errors';
import { EventSource } from './source';

/** What an evaluation may use besides the query. */
export interface Environment {
  source: EventSource;
  accountIds: readonly number[];
  /** The time of SINCE, UNTIL and COMPARE WITH, in epoch milliseconds. */
  now: number;
  /** Of the outermost query; nested ones share it. */
  window: TimeWindow;
  /** @throws NrqlTimeoutError when the time is used up */
  checkTime(): void;
}

/** A clock to ask between pieces of work of some milliseconds. */
export function createTimeCheck(timeoutMillis: number | undefined): () => void {
  if (timeoutMillis === undefined) {
    return () => {};
  }
  const deadline = performance.now() + timeoutMillis;
  return () => {
    if (performance.now() > deadline) {
      throw new NrqlTimeoutError(timeoutMillis);
    }
  };
}
