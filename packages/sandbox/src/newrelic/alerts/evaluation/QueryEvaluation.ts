import { DAY, Step } from '../../../telemetry';
import { EventSource } from '../../../nrql-engine';
import { Condition, ConditionVersion, Term } from '../types';
import { ConditionEvaluation, EvaluatedWindow } from './ConditionEvaluation';
import { deviationsIn } from './baseline';
import {
  MOST_WINDOWS,
  QueryOptions,
  queryOptionsOf,
  readWindows,
  WindowValue,
} from './conditionQuery';
import { Incident, openBetween, Target, Threshold, violates } from './Incident';
import { incidentsOf } from './incidentsOf';
import { SignalFiller } from './SignalFiller';

/** What happened before is not looked at again, and no incident lasts longer. */
const LONGEST_MEMORY = 30 * DAY;

interface Group {
  target: Target;
  filler: SignalFiller;
  steps: Step[];
}

/**
 * A condition that somebody made: its query, run by the NRQL engine over its
 * aggregation windows as they become complete, each window once. Each group of
 * its FACET is a signal of its own, from its first value on.
 */
export class QueryEvaluation implements ConditionEvaluation {
  readonly #version: ConditionVersion;
  readonly #query: QueryOptions;
  readonly #thresholds: readonly Threshold[];
  readonly #targetOf: (facets: string[]) => Target;
  readonly #groups = new Map<string, Group>();
  /** All windows that end up to here were read; epoch milliseconds. */
  #readUntil: number;
  #incidents: Incident[] | undefined;
  #isReading = false;

  constructor(options: {
    version: ConditionVersion;
    source: EventSource;
    targetOf: (facets: string[]) => Target;
  }) {
    const { version, source, targetOf } = options;
    const { condition, since } = version;
    this.#version = version;
    this.#query = queryOptionsOf(condition, source);
    this.#thresholds = condition.terms.map(term =>
      thresholdOf(condition, term),
    );
    this.#targetOf = targetOf;
    this.#readUntil = Math.ceil(since / this.#step) * this.#step;
  }

  *between(window: EvaluatedWindow): Generator<Incident> {
    this.#advance(window.now);
    this.#incidents ??= [...this.#groups.values()].flatMap(
      ({ target, steps }) => incidentsOf(this.#watch(target), steps),
    );
    yield* openBetween(this.#incidents, window);
  }

  open(now: number): readonly Incident[] {
    const found = [...this.between({ begin: now, end: now + 1, now })];
    return found.filter(({ closeTime }) => closeTime === undefined);
  }

  /** Milliseconds from one window's begin to the next. */
  get #step(): number {
    return this.#query.step * 1000;
  }

  /** Reads the windows that are complete. A condition on incidents may meet itself: then it is as far as it is. */
  #advance(now: number): void {
    const { condition, ended } = this.#version;
    const last = Math.min(now - delayOf(condition), ended?.time ?? Infinity);
    const until = Math.floor(last / this.#step) * this.#step;
    if (until <= this.#readUntil || this.#isReading) {
      return;
    }
    this.#isReading = true;
    try {
      this.#readUntil = Math.max(this.#readUntil, until - LONGEST_MEMORY);
      while (this.#readUntil < until) {
        const end = Math.min(
          until,
          this.#readUntil + MOST_WINDOWS * this.#step,
        );
        this.#take(this.#readUntil, end);
        this.#readUntil = end;
      }
      for (const { steps } of this.#groups.values()) {
        while (steps.length > 0 && steps[0].to < until - LONGEST_MEMORY) {
          steps.shift();
        }
      }
      this.#incidents = undefined;
    } finally {
      this.#isReading = false;
    }
  }

  /** Adds the windows that end after `from` and up to `to` to the signals. */
  #take(from: number, to: number): void {
    const { condition } = this.#version;
    const width = this.#query.width * 1000;
    const window = {
      begin: from + this.#step - width,
      end: to,
    };
    const read = (moved: number): WindowValue[] =>
      readWindows({
        ...this.#query,
        begin: window.begin - moved,
        end: window.end - moved,
      });
    const values =
      condition.type === 'BASELINE'
        ? deviationsIn({ condition, read })
        : read(0);
    const groups = new Map<string, Map<number, number>>();
    for (const { facets, end, value } of values) {
      const key = JSON.stringify(facets);
      if (!this.#groups.has(key)) {
        this.#groups.set(key, {
          target: this.#targetOf(facets),
          filler: new SignalFiller(condition),
          steps: [],
        });
      }
      const ends = groups.get(key) ?? new Map<number, number>();
      groups.set(key, ends.set(end, value));
    }
    for (const [key, { filler, steps }] of this.#groups) {
      const ends = groups.get(key);
      for (let end = from + this.#step; end <= to; end += this.#step) {
        if (steps.length > 0 || ends?.has(end)) {
          const value = filler.next(ends?.get(end), this.#step);
          this.#append(steps, { from: end - this.#step, to: end, value });
        }
      }
    }
  }

  /** Steps on the same side of every threshold are kept as one. */
  #append(steps: Step[], step: Step): void {
    const last = steps.at(-1);
    const side = ({ value }: Step) =>
      value === undefined
        ? 'none'
        : this.#thresholds.map(threshold => violates(value, threshold)).join();
    if (last && last.to === step.from && side(last) === side(step)) {
      last.to = step.to;
      last.value = step.value;
    } else {
      steps.push(step);
    }
  }

  #watch(target: Target) {
    const { condition, ended } = this.#version;
    const { expirationDuration, ...expiration } = condition.expiration;
    return {
      condition,
      target,
      thresholds: this.#thresholds,
      lostSignal:
        expirationDuration === undefined
          ? undefined
          : {
              after: expirationDuration * 1000,
              opens: expiration.openViolationOnExpiration,
              closes: expiration.closeViolationsOnExpiration,
            },
      timeLimit: condition.violationTimeLimitSeconds * 1000,
      delay: () => delayOf(condition),
      ended,
    };
  }
}

/** How long New Relic waits for the events of a window, in milliseconds. */
function delayOf({ signal, nrql }: Condition): number {
  const seconds =
    signal.aggregationMethod === 'EVENT_TIMER'
      ? signal.aggregationTimer
      : signal.aggregationDelay;
  const offset = signal.evaluationOffset ?? nrql.evaluationOffset;
  const windows = offset === undefined ? 0 : offset * signal.aggregationWindow;
  return ((seconds ?? windows) + (signal.evaluationDelay ?? 0)) * 1000;
}

function thresholdOf(
  { type, signal, baselineDirection }: Condition,
  term: Term,
): Threshold {
  const lasts = term.thresholdDuration * 1000;
  const step = (signal.slideBy ?? signal.aggregationWindow) * 1000;
  return {
    priority: term.priority === 'CRITICAL' ? 'critical' : 'warning',
    opensAfter: term.thresholdOccurrences === 'ALL' ? lasts : step,
    closesAfter: lasts,
    value:
      type === 'BASELINE' && baselineDirection === 'LOWER_ONLY'
        ? -term.threshold
        : term.threshold,
    operator:
      type === 'BASELINE' && baselineDirection === 'LOWER_ONLY'
        ? 'BELOW'
        : term.operator,
  };
}
