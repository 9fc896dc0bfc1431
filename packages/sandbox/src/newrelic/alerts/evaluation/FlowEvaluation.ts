import {
  HOUR,
  localDay,
  MINUTE,
  Signal,
  startOfLocalDay,
  Step,
  stepsOf,
  Story,
  Stream,
  uniform,
} from '../../../telemetry';
import { Edits } from '../edits';
import { Condition, ConditionVersion, Term } from '../types';
import { ConditionEvaluation, EvaluatedWindow } from './ConditionEvaluation';
import { Incident, openBetween, Threshold, violates, Watch } from './Incident';
import { incidentsOf } from './incidentsOf';

/** A baseline's threshold counts standard deviations; the usual one of the company's traffic is 7 %. */
const USUAL_DEVIATION = 0.07;

/** Data takes one to three minutes until it is aggregated and looked at. */
const LONGEST_DELAY = 3 * MINUTE;

const NONE: readonly Incident[] = [];

/**
 * A condition of the company's own, evaluated over the flows that its events
 * are made of: that costs next to nothing, for months and for thousands of
 * services.
 *
 * It is evaluated in eras, from one edit to the next, each alone: so what
 * happened does not depend on which window is asked for, and past eras are
 * computed once.
 */
export class FlowEvaluation implements ConditionEvaluation {
  readonly #story: Story;
  readonly #version: ConditionVersion;
  readonly #stream: Stream;
  readonly #signal: Signal;
  readonly #edits: Edits;
  readonly #known = new Map<
    number,
    {
      endTime: number | undefined;
      until: number;
      incidents: readonly Incident[];
    }
  >();
  /** A time in which nothing can be open, found without computing the era. */
  #quiet = { from: 0, until: 0 };

  constructor(options: {
    story: Story;
    version: ConditionVersion;
    stream: Stream;
    signal: Signal;
  }) {
    this.#story = options.story;
    this.#version = options.version;
    this.#stream = options.stream;
    this.#signal = options.signal;
    this.#edits = new Edits(options.version.condition);
  }

  *between(window: EvaluatedWindow): Generator<Incident> {
    for (const incidents of this.#eras(window)) {
      if (incidents !== NONE) {
        yield* openBetween(incidents, window);
      }
    }
  }

  /** Evaluates a time ahead of the questions about it. */
  prepare(begin: number, end: number): void {
    this.#eras({ begin, end, now: end });
  }

  open(now: number): readonly Incident[] {
    if (this.#isQuiet(now)) {
      return NONE;
    }
    const found = [...this.between({ begin: now, end: now + 1, now })];
    return found.filter(({ closeTime }) => closeTime === undefined);
  }

  /** The incidents of each era that reaches into a window. */
  #eras({ begin, end, now }: EvaluatedWindow): (readonly Incident[])[] {
    const { since, ended } = this.#version;
    const last = Math.min(end, ended?.time ?? Infinity);
    const found: (readonly Incident[])[] = [];
    let edit = this.#edits.lastUntil(Math.max(begin, since));
    for (; this.#edits.time(edit) < last; edit++) {
      found.push(this.#era(edit, now));
    }
    return found;
  }

  #era(edit: number, now: number): readonly Incident[] {
    const { condition, since, ended } = this.#version;
    const begin = Math.max(since, this.#edits.time(edit));
    const next = this.#edits.time(edit + 1);
    const end =
      next < (ended?.time ?? Infinity)
        ? { time: next, cause: 'CONDITION_MODIFIED' as const }
        : ended;
    // Evaluated to the end of a later day, so that the days in between cost nothing.
    const until = Math.min(
      end?.time ?? Infinity,
      startOfLocalDay(localDay(Math.max(now, begin)) + 2),
    );
    const known = this.#known.get(edit);
    if (
      known &&
      known.endTime === end?.time &&
      known.until >= Math.min(until, now + HOUR)
    ) {
      return known.incidents;
    }
    const watch = watchOf(condition, this.#stream, end);
    const found = incidentsOf(watch, this.#steps(watch, begin, until));
    const incidents = found.length > 0 ? found : NONE;
    this.#known.set(edit, { endTime: end?.time, until, incidents });
    if (incidents === NONE) {
      const isNext = this.#quiet.until === begin;
      this.#quiet = { from: isNext ? this.#quiet.from : begin, until };
    }
    return incidents;
  }

  /** Whether the signal has been well for so long, today, that nothing is open. */
  #isQuiet(now: number): boolean {
    if (now >= this.#quiet.from && now < this.#quiet.until) {
      return true;
    }
    const { condition, since } = this.#version;
    const edit = this.#edits.lastUntil(now);
    if (this.#known.has(edit)) {
      return false;
    }
    const watch = watchOf(condition, this.#stream, undefined);
    const { thresholds, lostSignal } = watch;
    const longest = Math.max(
      lostSignal?.after ?? 0,
      ...thresholds.map(({ closesAfter }) => closesAfter),
    );
    const window =
      this.#signal.kind === 'error-percentage' ? this.#signal.windowMillis : 0;
    const before = now - longest - LONGEST_DELAY - window;
    const begin = Math.max(
      since,
      this.#edits.time(edit),
      startOfLocalDay(localDay(before)),
    );
    const end = Math.min(
      this.#edits.time(edit + 1),
      startOfLocalDay(localDay(now) + 1),
    );
    const isWell = this.#steps(watch, begin, end).every(
      ({ value }) =>
        value !== undefined &&
        !thresholds.some(threshold => violates(value, threshold)),
    );
    if (isWell) {
      this.#quiet = { from: now, until: end };
    }
    return isWell;
  }

  #steps({ thresholds }: Watch, begin: number, end: number): Step[] {
    return [
      ...stepsOf({
        story: this.#story,
        stream: this.#stream,
        signal: this.#signal,
        limits: thresholds.map(({ value }) => value),
        begin,
        end,
      }),
    ];
  }
}

function watchOf(
  condition: Condition,
  { service }: Stream,
  ended: Watch['ended'],
): Watch {
  const { appName, entityGuid } = service.newRelic;
  const { expiration, terms, type, violationTimeLimitSeconds } = condition;
  const { expirationDuration, openViolationOnExpiration } = expiration;
  return {
    condition,
    target: { guid: entityGuid, name: appName, type: 'APPLICATION' },
    thresholds: terms.map(term => thresholdOf(type, term)),
    lostSignal:
      expirationDuration === undefined
        ? undefined
        : {
            after: expirationDuration * 1000,
            opens: openViolationOnExpiration,
            closes: expiration.closeViolationsOnExpiration,
          },
    timeLimit: violationTimeLimitSeconds * 1000,
    delay: seed => Math.round((1 + 2 * uniform(seed, 0)) * MINUTE),
    ended,
  };
}

function thresholdOf(type: Condition['type'], term: Term): Threshold {
  const { operator, priority, threshold, thresholdDuration } = term;
  const lasts = thresholdDuration * 1000;
  return {
    priority: priority === 'CRITICAL' ? 'critical' : 'warning',
    opensAfter: lasts,
    closesAfter: lasts,
    ...(type === 'BASELINE'
      ? { operator: 'BELOW', value: 1 - threshold * USUAL_DEVIATION }
      : { operator, value: threshold }),
  };
}
