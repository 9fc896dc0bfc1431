import type {
  Observed,
  Stale,
} from '@rocket/plugin-reliability-scoreboard-common';

/** What came of asking for one fact. */
export type Answer<T> =
  { status: 'ok'; value: T | undefined } | { status: 'failed'; reason: string };

/**
 * The new state of a fact: a good answer replaces it, a failure keeps the last
 * good one and marks it stale since the first failure.
 */
export function mergeFact<T>(options: {
  before: Observed<T>;
  answer: Answer<T>;
  /** ISO 8601, UTC. */
  now: string;
}): Observed<T> {
  const { before, answer, now } = options;
  if (answer.status === 'ok') {
    return { value: answer.value, observedAt: now };
  }
  const stale: Stale = {
    since: before.stale?.since ?? now,
    reason: answer.reason,
  };
  return { ...before, stale };
}
