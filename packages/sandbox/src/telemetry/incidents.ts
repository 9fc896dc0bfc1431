/**
 * Alert conditions, evaluated. An incident opens when a signal violates a
 * threshold for as long as the condition says, a little after it began: data
 * has to arrive first. It closes when the signal has been well for as long
 * again, when its time limit is over (and opens anew if nothing got better),
 * or when somebody changes the condition.
 *
 * A condition is evaluated in eras, from one change to the next, each alone:
 * so what happened does not depend on which window is asked for, and past eras
 * are computed once.
 *
 * @packageDocumentation
 */
import { BoundedCache } from './BoundedCache';
import { localDay, MINUTE, startOfLocalDay } from './calendar';
import { seedOf, uniform } from './hash';
import { Signal, Step, stepsOf } from './signals';
import { Story } from './Story';
import { Stream } from './transactions';

export type CloseCause =
  | 'EVALUATOR'
  | 'EXPIRED'
  | 'LOSS_OF_SIGNAL'
  | 'CONDITION_MODIFIED'
  | 'CONDITION_DISABLED'
  | 'CONDITION_DELETED';

export type ThresholdOperator =
  | 'ABOVE'
  | 'ABOVE_OR_EQUALS'
  | 'BELOW'
  | 'BELOW_OR_EQUALS'
  | 'EQUALS'
  | 'NOT_EQUALS';

export interface Threshold {
  priority: 'critical' | 'warning';
  operator: ThresholdOperator;
  /** In the signal's unit. */
  value: number;
  durationMillis: number;
}

/** One version of an alert condition that watches one service. */
export interface Watch {
  conditionId: string;
  /** Identifies this version of the condition. */
  version: string;
  stream: Stream;
  signal: Signal;
  thresholds: Threshold[];
  /** After how long without any request a "lost signal" incident opens, if one does. */
  lostSignalMillis: number | undefined;
  timeLimitMillis: number;
  /** When this version came into force. */
  since: number;
  /** When it ended, and how; still in force when undefined. */
  ended: { time: number; cause: CloseCause } | undefined;
}

export interface Incident {
  id: string;
  watch: Watch;
  priority: 'critical' | 'warning';
  /** `Expiration` when the signal was lost. */
  evaluationType: 'Threshold' | 'Expiration';
  openTime: number;
  /** Undefined while it is open. */
  closeTime: number | undefined;
  closeCause: CloseCause | undefined;
}

const CACHED_WATCHES = 2_000;

export class IncidentEvaluator {
  readonly #story: Story;
  readonly #cache = new BoundedCache<string, Incident[]>(CACHED_WATCHES);

  constructor(story: Story) {
    this.#story = story;
  }

  /**
   * The incidents of a watch that are open at some time from `begin` to `end`,
   * as they stand at `now`: what closes later is still open.
   */
  incidents(options: {
    watch: Watch;
    begin: number;
    end: number;
    now: number;
  }): Incident[] {
    const { watch, begin, end, now } = options;
    return this.#era(watch, now)
      .filter(({ openTime }) => openTime < end && openTime <= now)
      .map(incident =>
        incident.closeTime !== undefined && incident.closeTime > now
          ? { ...incident, closeTime: undefined, closeCause: undefined }
          : incident,
      )
      .filter(({ closeTime }) => closeTime === undefined || closeTime >= begin);
  }

  #era(watch: Watch, now: number): Incident[] {
    // Evaluated to the end of a later day, so that the days in between cost nothing.
    const until = watch.ended?.time ?? startOfLocalDay(localDay(now) + 2);
    return this.#cache.getOrCreate(`${watch.version} ${until}`, () =>
      this.#evaluate(watch, until),
    );
  }

  #evaluate(watch: Watch, until: number): Incident[] {
    const { stream, signal, thresholds, lostSignalMillis, since } = watch;
    const steps = [
      ...stepsOf({
        story: this.#story,
        stream,
        signal,
        limits: thresholds.map(({ value }) => value),
        begin: since,
        end: until,
      }),
    ];
    const found = thresholds.flatMap(threshold =>
      violationsOf(
        steps,
        threshold.durationMillis,
        ({ value }) => value !== undefined && violates(value, threshold),
      ).flatMap(violation => [
        ...incidentsOf(watch, threshold.priority, 'Threshold', violation),
      ]),
    );
    const lost =
      lostSignalMillis === undefined
        ? []
        : violationsOf(
            steps,
            lostSignalMillis,
            ({ value }) => value === undefined,
          ).flatMap(violation => [
            ...incidentsOf(watch, 'critical', 'Expiration', violation),
          ]);
    return [...found, ...lost].sort((a, b) => a.openTime - b.openTime);
  }
}

interface Violation {
  start: number;
  end: number;
  /** How long the condition asks for. */
  durationMillis: number;
}

/** Stretches of violation that last long enough; gaps too short to count as recovery are bridged. */
function violationsOf(
  steps: readonly Step[],
  durationMillis: number,
  isViolation: (step: Step) => boolean,
): Violation[] {
  const found: Violation[] = [];
  let current: Violation | undefined;
  for (const step of steps) {
    if (!isViolation(step)) {
      continue;
    }
    if (current && step.from - current.end < durationMillis) {
      current.end = step.to;
    } else {
      current = { start: step.from, end: step.to, durationMillis };
      found.push(current);
    }
  }
  return found.filter(({ start, end }) => end - start >= durationMillis);
}

function violates(
  value: number,
  { operator, value: limit }: Threshold,
): boolean {
  switch (operator) {
    case 'ABOVE':
      return value > limit;
    case 'ABOVE_OR_EQUALS':
      return value >= limit;
    case 'BELOW':
      return value < limit;
    case 'BELOW_OR_EQUALS':
      return value <= limit;
    case 'EQUALS':
      return value === limit;
    default:
      return value !== limit;
  }
}

/** The incidents of one violation: one, or several when it outlasts the time limit. */
function* incidentsOf(
  watch: Watch,
  priority: Incident['priority'],
  evaluationType: Incident['evaluationType'],
  violation: Violation,
): Generator<Incident> {
  const { start, end, durationMillis } = violation;
  const seed = seedOf(watch.conditionId, priority, evaluationType, start);
  // Data takes one to three minutes until it is aggregated and looked at.
  const delay = Math.round((1 + 2 * uniform(seed, 0)) * MINUTE);
  const recovered = end + durationMillis + delay;
  let openTime = start + durationMillis + delay;
  while (openTime < Math.min(recovered, watch.ended?.time ?? Infinity)) {
    const closes: { time: number; cause: CloseCause }[] = [
      { time: recovered, cause: 'EVALUATOR' },
      { time: openTime + watch.timeLimitMillis, cause: 'EXPIRED' },
      ...(watch.ended ? [watch.ended] : []),
    ];
    const close = closes.reduce((first, next) =>
      next.time < first.time ? next : first,
    );
    yield {
      id: incidentId(watch, priority, openTime),
      watch,
      priority,
      evaluationType,
      openTime,
      closeTime: close.time,
      closeCause: close.cause,
    };
    if (close.cause !== 'EXPIRED') {
      return;
    }
    // Still violating: the next evaluation opens another one.
    openTime = close.time + durationMillis + delay;
  }
}

/** A version 4 UUID in form, the same for the same incident. */
function incidentId(watch: Watch, priority: string, openTime: number): string {
  const seed = seedOf(watch.conditionId, priority, openTime);
  const hex = Array.from({ length: 4 }, (_, index) =>
    Math.floor(uniform(seed, index) * 0x100000000)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
