import type { PathStatus } from './api';
import { successRate, tooFewEvents, type Counts } from './counts';
import { burnRate, BURN_PAIRS } from './errorBudget';
import { minuteState, type MinuteState } from './uptime';

/**
 * The status of a step, minute by minute.
 *
 * Each minute is judged by the minutes that end with it, in this order:
 *
 * 1. *unknown*: none of the last five minutes is known;
 * 2. *down*: three or more of the last five minutes are down;
 * 3. *degraded, failing*: the error budget burns fast enough to page somebody;
 * 4. *degraded, slow*: in four or more of the last five minutes the p95 latency
 *    was over its limit. The limit is the objective; without one it is twice the
 *    p95 of the same time a week before, since what is slow differs from service
 *    to service. A minute under 20 requests has no p95 worth judging;
 * 5. *healthy*.
 *
 * Several minutes have to agree, so that one odd minute is no alarm and one good
 * minute in an incident is no all-clear.
 */
const WINDOW = 5;
const DOWN_MINUTES = 3;
const SLOW_MINUTES = 4;
const MIN_REQUESTS_FOR_LATENCY = 20;
const SLOWDOWN = 2;

/** What was observed of a step in one minute. */
export interface StepMinute extends Counts {
  /** Milliseconds; missing without requests. */
  p95?: number;
}

/** The minutes of a step and what they are compared with; index i is the same minute in all lists. */
export interface StepHistory {
  /** `undefined` where nothing was observed. */
  minutes: ReadonlyArray<StepMinute | undefined>;
  /** The same minutes one week before. */
  weekBefore: ReadonlyArray<Counts | undefined>;
  /** p95 of the same time one week before, in milliseconds. */
  usualP95: ReadonlyArray<number | undefined>;
}

/** What a step is held to. */
export interface StepLimits {
  /** Percent. */
  downBelow: number;
  /** Target of the success rate, in percent. */
  target: number;
  /** Objective of the p95 latency, in milliseconds. */
  p95?: number;
}

/** Why a step is not healthy, with the numbers that say so. */
export type StepTrouble =
  | { type: 'no-requests' }
  | { type: 'errors'; successRate: number }
  | { type: 'burning'; burnRate: number; spanSeconds: number }
  | { type: 'slow'; p95: number; limit: number; objective: boolean };

/** The judgement of one minute. */
export interface StepVerdict {
  status: PathStatus;
  /** Index of the first minute that spoke against the step; the minute itself when it is healthy. */
  onset: number;
  trouble?: StepTrouble;
}

/**
 * Judges every minute of a history.
 *
 * @returns One verdict a minute, in the order of the history.
 */
export function stepVerdicts(
  history: StepHistory,
  limits: StepLimits,
): StepVerdict[] {
  const { minutes, weekBefore } = history;
  const states = minutes.map((minute, index) =>
    minuteState(minute, {
      weekBefore: weekBefore[index],
      downBelow: limits.downBelow,
    }),
  );
  const slow = slowMinutes(history, limits);
  const sums = runningSums(minutes);
  return minutes.map((_, index) => {
    const first = Math.max(0, index - WINDOW + 1);
    return (
      unknownVerdict(states, first, index) ??
      downVerdict(minutes, states, first, index) ??
      burningVerdict(sums, index, limits.target) ??
      slowVerdict(slow, first, index) ?? { status: 'healthy', onset: index }
    );
  });
}

function unknownVerdict(
  states: readonly MinuteState[],
  first: number,
  index: number,
): StepVerdict | undefined {
  return states.slice(first, index + 1).every(state => state === 'unknown')
    ? { status: 'unknown', onset: first }
    : undefined;
}

function downVerdict(
  minutes: StepHistory['minutes'],
  states: readonly MinuteState[],
  first: number,
  index: number,
): StepVerdict | undefined {
  const down: number[] = [];
  for (let i = first; i <= index; i++) {
    if (states[i] === 'down') {
      down.push(i);
    }
  }
  if (down.length < DOWN_MINUTES) {
    return undefined;
  }
  const total = { valid: 0, bad: 0 };
  for (const i of down) {
    total.valid += minutes[i]?.valid ?? 0;
    total.bad += minutes[i]?.bad ?? 0;
  }
  const rate = successRate(total);
  return {
    status: 'down',
    onset: down[0],
    trouble:
      rate === undefined
        ? { type: 'no-requests' }
        : { type: 'errors', successRate: rate },
  };
}

function burningVerdict(
  sums: RunningSums,
  index: number,
  target: number,
): StepVerdict | undefined {
  for (const pair of BURN_PAIRS) {
    const long = sums.last(pair.longSeconds / 60, index);
    const short = sums.last(pair.shortSeconds / 60, index);
    const longRate = burnRate(long, target);
    const shortRate = burnRate(short, target);
    if (
      pair.severity === 'page' &&
      !tooFewEvents(long) &&
      longRate !== undefined &&
      shortRate !== undefined &&
      longRate > pair.threshold &&
      shortRate > pair.threshold
    ) {
      return {
        status: 'degraded',
        onset: index,
        trouble: {
          type: 'burning',
          burnRate: longRate,
          spanSeconds: pair.longSeconds,
        },
      };
    }
  }
  return undefined;
}

function slowVerdict(
  slow: ReadonlyArray<StepTrouble | undefined>,
  first: number,
  index: number,
): StepVerdict | undefined {
  const found: number[] = [];
  for (let i = first; i <= index; i++) {
    if (slow[i]) {
      found.push(i);
    }
  }
  return found.length >= SLOW_MINUTES
    ? {
        status: 'degraded',
        onset: found[0],
        trouble: slow[found[found.length - 1]],
      }
    : undefined;
}

function slowMinutes(
  { minutes, usualP95 }: StepHistory,
  limits: StepLimits,
): Array<StepTrouble | undefined> {
  return minutes.map((minute, index) => {
    const usual = usualP95[index];
    const limit =
      limits.p95 ?? (usual === undefined ? undefined : usual * SLOWDOWN);
    return minute?.p95 !== undefined &&
      limit !== undefined &&
      minute.valid >= MIN_REQUESTS_FOR_LATENCY &&
      minute.p95 > limit
      ? {
          type: 'slow',
          p95: minute.p95,
          limit,
          objective: limits.p95 !== undefined,
        }
      : undefined;
  });
}

interface RunningSums {
  /** Requests of the last `length` minutes that end with minute `index`. */
  last(length: number, index: number): Counts;
}

function runningSums(minutes: StepHistory['minutes']): RunningSums {
  const valid = new Float64Array(minutes.length + 1);
  const bad = new Float64Array(minutes.length + 1);
  for (const [index, minute] of minutes.entries()) {
    valid[index + 1] = valid[index] + (minute?.valid ?? 0);
    bad[index + 1] = bad[index] + (minute?.bad ?? 0);
  }
  return {
    last(length, index) {
      const before = Math.max(0, index + 1 - length);
      return {
        valid: valid[index + 1] - valid[before],
        bad: bad[index + 1] - bad[before],
      };
    },
  };
}
