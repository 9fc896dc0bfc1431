import type { CriticalPathStep } from './criticalPathEntity';
import { inFlowOrder, type Waits } from './flow';

/** Mean times of a step's own transactions over some span, in milliseconds. */
export interface StepTime {
  /** Mean duration, time spent waiting for others included. Means are additive; percentiles are not. */
  mean: number;
  /** Mean time in calls to other services, where New Relic measured it. */
  external?: number;
  /** How many requests the means are of. */
  requests?: number;
}

type FlowStep = Pick<CriticalPathStep, 'id' | 'after' | 'requirement'>;

/**
 * The time that each step spends itself for a request at the entry, in
 * milliseconds by step id: its mean duration without the time it waits for other
 * steps, for the part of the requests that come by it.
 *
 * Calls to services that are not on the path stay the calling step's own time,
 * since nobody else on the path could answer for it. A transaction that also serves
 * others than the path has more requests than the entry, and counts as if all of
 * the entry's came by.
 *
 * Steps without a time, and asynchronous ones, are left out.
 */
export function ownTimes(options: {
  steps: readonly FlowStep[];
  entry: string;
  waits: Waits;
  times: ReadonlyMap<string, StepTime>;
}): Map<string, number> {
  const { steps, entry, times } = options;
  const entryRequests = times.get(entry)?.requests;
  const own = new Map<string, number>();
  for (const { id, requirement } of steps) {
    const time = times.get(id);
    if (time && requirement !== 'asynchronous') {
      const waiting = waitingTime(id, options);
      own.set(
        id,
        Math.max(0, time.mean - waiting) * partOf(time.requests, entryRequests),
      );
    }
  }
  return own;
}

/**
 * How long a step waits for other steps: the slowest chain through them, but no
 * longer than New Relic measured it waiting for anybody. Where the time of one of
 * them is not known, what was measured is the better answer.
 */
function waitingTime(
  id: string,
  options: {
    steps: readonly FlowStep[];
    waits: Waits;
    times: ReadonlyMap<string, StepTime>;
  },
): number {
  const { steps, waits, times } = options;
  const measured = times.get(id)?.external;
  const waitedFor = outermost(waits.get(id) ?? new Set(), waits);
  const chain = slowestChain(steps, waitedFor, times);
  if (measured === undefined) {
    return chain;
  }
  return [...waitedFor].every(other => times.has(other))
    ? Math.min(measured, chain)
    : measured;
}

/** Of the entry's requests, the part that comes by a step, 0…1; all of them unless both are known. */
function partOf(
  requests: number | undefined,
  entryRequests: number | undefined,
): number {
  return requests === undefined || !entryRequests
    ? 1
    : Math.min(1, requests / entryRequests);
}

/** Own time ÷ the own times of all steps, 0…1 by step id; nothing when they spend no time at all. */
export function shares(own: ReadonlyMap<string, number>): Map<string, number> {
  const total = [...own.values()].reduce((sum, value) => sum + value, 0);
  return new Map(
    total > 0 ? [...own].map(([id, value]) => [id, value / total]) : [],
  );
}

/**
 * Of the time that was added between two spans, the part that each step added by
 * itself, 0…1 by step id. Steps that became faster, or are not in both, add nothing.
 */
export function addedShares(
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): Map<string, number> {
  const added = new Map<string, number>();
  for (const [id, value] of now) {
    const earlier = before.get(id);
    if (earlier !== undefined && value > earlier) {
      added.set(id, value - earlier);
    }
  }
  return shares(added);
}

/** Of the steps that are waited for, those whose time is not within another's. */
function outermost(
  ids: ReadonlySet<string>,
  waits: Waits,
): ReadonlySet<string> {
  const inner = new Set<string>();
  for (const id of ids) {
    for (const other of waits.get(id) ?? []) {
      inner.add(other);
    }
  }
  return new Set([...ids].filter(id => !inner.has(id)));
}

/** The longest way through some steps: one after the other adds up, side by side the slowest counts. */
function slowestChain(
  steps: readonly FlowStep[],
  ids: ReadonlySet<string>,
  times: ReadonlyMap<string, StepTime>,
): number {
  const endsAt = new Map<string, number>();
  for (const step of inFlowOrder(steps)) {
    const begin = Math.max(0, ...step.after.map(id => endsAt.get(id) ?? 0));
    const time = ids.has(step.id) ? (times.get(step.id)?.mean ?? 0) : 0;
    endsAt.set(step.id, begin + time);
  }
  return Math.max(0, ...endsAt.values());
}
