import type { CriticalPathStep } from './criticalPathEntity';
import { inFlowOrder, type Waits } from './flow';

/** Mean times of a step's own transactions over some span, in milliseconds. */
export interface StepTime {
  /** Mean duration, time spent waiting for others included. Means are additive; percentiles are not. */
  mean: number;
  /** Mean time in calls to other services, where New Relic measured it. */
  external?: number;
}

type FlowStep = Pick<CriticalPathStep, 'id' | 'after' | 'requirement'>;

/**
 * The time that each step spends itself, in milliseconds by step id: its mean
 * duration without the time it waits for others. The waiting is what New Relic
 * measured; where it did not, it is the slowest chain through the steps that the
 * step waits for.
 *
 * Steps without a time, and asynchronous ones, are left out.
 */
export function ownTimes(options: {
  steps: readonly FlowStep[];
  waits: Waits;
  times: ReadonlyMap<string, StepTime>;
}): Map<string, number> {
  const { steps, waits, times } = options;
  const own = new Map<string, number>();
  for (const { id, requirement } of steps) {
    const time = times.get(id);
    if (time && requirement !== 'asynchronous') {
      const waiting =
        time.external ??
        slowestChain(
          steps,
          outermost(waits.get(id) ?? new Set(), waits),
          times,
        );
      own.set(id, Math.max(0, time.mean - waiting));
    }
  }
  return own;
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
