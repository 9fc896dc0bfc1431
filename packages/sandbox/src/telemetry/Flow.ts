/**
 * How many requests, and how long they take.
 *
 * The number of requests from `a` to `b` is `floor(C(b)) - floor(C(a))` of a
 * cumulative curve `C` that is a closed form within a segment: load of the
 * calendar, read through a clock that runs a little fast and a little slow.
 * So a minute costs as much as a month, minutes add up to their hour exactly,
 * and a question may cut time wherever it wants.
 *
 * @packageDocumentation
 */
import { Call, Service, Transaction } from '../company/types';
import { BIN_WIDTH } from '../nrql-engine/logBins';
import { cumulativeLoad, loadAt, MINUTE } from './calendar';
import { noise, seedOf, uniform } from './hash';
import { normalQuantile, normalShare, STRATA } from './quantiles';
import { callKey, PASSED_ON, Segment } from './Story';

/** Outcomes of a request, each a flow of its own. */
export const OUTCOMES = ['success', 'rejected', 'failure'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Part of the requests that the service rejects as wrong (HTTP 4xx), which is no error of the service. */
const REJECTED_SHARE = 0.012;

/** How far the clock of a flow strays; the sum of distance ÷ knots stays under 1, so that it never runs backwards. */
interface Stray {
  minutes: number;
  knots: number;
}
const STRAY: Record<Outcome, Stray[]> = {
  success: [
    { minutes: 0.1, knots: 1 },
    { minutes: 1.6, knots: 17 },
  ],
  rejected: [
    { minutes: 0.4, knots: 1 },
    { minutes: 3, knots: 11 },
  ],
  failure: [
    { minutes: 0.45, knots: 1 },
    { minutes: 5, knots: 13 },
  ],
};

/** Part of a request at most that is spent waiting: calls may overlap, own work never vanishes. */
const MOST_WAITING = 0.85;

/** Chance with which a median strays is drawn once in this time, and linear in between. */
const WOBBLE_KNOT = 19 * MINUTE;

const DEVIATE_95 = normalQuantile(0.95);
const DEVIATE_99 = normalQuantile(0.99);

/** A call that every request of a flow makes. */
export interface FlowCall {
  call: Call;
  /** What it takes on a quiet day, in milliseconds. */
  millis: number;
  /** Part of them that fails on a quiet day, 0 to 1. */
  errorRate: number;
}

/** One transaction of a service as a flow of requests. */
export class Flow {
  readonly #service: Service;
  readonly transaction: Transaction;
  readonly #seeds: Record<Outcome, number>;
  readonly #latencySeed: number;
  readonly #logP95: number;
  readonly #logP99: number;
  readonly calls: readonly FlowCall[];
  /** Their keys. */
  readonly #calls: string[];
  readonly #meanFactor: number;
  /** Of each stratum: what the median is multiplied by, and by how many bins of a sketch that moves it. */
  readonly spreads: {
    readonly factors: readonly number[];
    readonly bins: readonly number[];
  };
  /** Milliseconds that a quiet day's median request waits for its calls. */
  readonly #waitingMillis: number;

  private constructor(options: {
    companySeed: string;
    service: Service;
    transaction: Transaction;
    calls: readonly FlowCall[];
  }) {
    const { companySeed, service, transaction, calls } = options;
    const seed = seedOf(companySeed, service.name, transaction.name);
    this.#service = service;
    this.transaction = transaction;
    this.#seeds = {
      success: seedOf(seed, 'success'),
      rejected: seedOf(seed, 'rejected'),
      failure: seedOf(seed, 'failure'),
    };
    this.#latencySeed = seedOf(seed, 'latency');
    this.#logP95 = Math.log(service.character.p95Factor);
    this.#logP99 = Math.log(service.character.p99Factor);
    this.calls = calls;
    this.#calls = calls.map(({ call }) => callKey(call));
    this.#waitingMillis = Math.min(
      calls.reduce((sum, { millis }) => sum + millis, 0),
      MOST_WAITING * transaction.latencyMillis,
    );
    const factors = STRATA.map(({ deviate }) => this.spread(deviate));
    this.spreads = {
      factors,
      bins: factors.map(factor => Math.log(factor) / BIN_WIDTH),
    };
    this.#meanFactor = STRATA.reduce(
      (sum, { from, to }, index) => sum + (to - from) * factors[index],
      0,
    );
  }

  static create(options: {
    companySeed: string;
    service: Service;
    transaction: Transaction;
    /** One for each of the transaction's calls. */
    calls: readonly FlowCall[];
  }): Flow {
    return new Flow(options);
  }

  /** Part of the requests that fail during a segment. */
  errorRate(segment: Segment): number {
    let rate =
      this.transaction.errorRate * segment.errorFactor + segment.errorRate;
    for (const key of this.#calls) {
      rate += PASSED_ON * (segment.troubled.get(key)?.errorRate ?? 0);
    }
    return Math.min(0.98, rate);
  }

  /** What the mean duration is as a multiple of the median. */
  get meanFactor(): number {
    return this.#meanFactor;
  }

  /** How many requests end so in part of a segment: a whole number. */
  count(outcome: Outcome, segment: Segment, from: number, to: number): number {
    const errorRate = this.errorRate(segment);
    const rate =
      outcome === 'failure'
        ? errorRate
        : (1 - errorRate) *
          (outcome === 'rejected' ? REJECTED_SHARE : 1 - REJECTED_SHARE);
    const perHour =
      this.#service.traffic.peakPerHour *
      this.transaction.share *
      segment.trafficFactor *
      rate;
    const seed = this.#seeds[outcome];
    const offset = uniform(seed, segment.start / MINUTE);
    const atStart = this.#load(outcome, segment.start);
    const until = (time: number) =>
      time === segment.start
        ? Math.floor(offset)
        : Math.floor((this.#load(outcome, time) - atStart) * perHour + offset);
    return until(to) - until(from);
  }

  /** The median duration at a moment of a segment, in seconds. */
  median(segment: Segment, time: number): number {
    const load = loadAt(this.#service.traffic.shape, time);
    return this.medianAtLoad(segment, load) * this.#wobble(time / WOBBLE_KNOT);
  }

  /** The median duration in a part of a segment, in seconds: at its middle, and over long ones without chance, which evens out. */
  medianBetween(segment: Segment, from: number, to: number): number {
    const middle = Math.floor((from + to) / 2);
    return to - from > 4 * WOBBLE_KNOT
      ? this.medianAtLoad(segment, loadAt(this.#service.traffic.shape, middle))
      : this.median(segment, middle);
  }

  /** Between which multiples of `medianAtLoad` the median is from one moment to another. */
  wobbleWithin(from: number, to: number): { low: number; high: number } {
    const first = from / WOBBLE_KNOT;
    const last = to / WOBBLE_KNOT;
    // Linear between whole numbers.
    const bounds = { low: Infinity, high: 0 };
    for (let x = first; ; x = Math.min(last, Math.floor(x) + 1)) {
      const wobble = this.#wobble(x);
      bounds.low = Math.min(bounds.low, wobble);
      bounds.high = Math.max(bounds.high, wobble);
      if (x >= last) {
        return bounds;
      }
    }
  }

  /** The median duration in a segment at a load from 0 to 1, in seconds, without chance. */
  medianAtLoad(segment: Segment, load: number): number {
    const { cpuAtPeak } = this.#service.character;
    // Queueing: the nearer a service is to its limit, the more its load is felt.
    const queueing = 1 + 0.5 * cpuAtPeak * cpuAtPeak * load * load;
    let millis =
      this.transaction.latencyMillis * segment.latencyFactor * queueing;
    for (const key of this.#calls) {
      millis += segment.troubled.get(key)?.delayMillis ?? 0;
    }
    return millis / 1000;
  }

  /**
   * What the median is multiplied by at a deviate of the standard normal
   * distribution: log-linear through the service's p50, p95 and p99.
   */
  spread(deviate: number): number {
    if (deviate <= DEVIATE_95) {
      return Math.exp((this.#logP95 * deviate) / DEVIATE_95);
    }
    const slope = (this.#logP99 - this.#logP95) / (DEVIATE_99 - DEVIATE_95);
    return Math.exp(this.#logP95 + slope * (deviate - DEVIATE_95));
  }

  /** The part of the duration that is spent waiting for calls, 0 to 1; undefined when it makes none. */
  waitingShare(segment: Segment): number | undefined {
    if (this.#calls.length === 0) {
      return undefined;
    }
    let delay = 0;
    for (const key of this.#calls) {
      delay += segment.troubled.get(key)?.delayMillis ?? 0;
    }
    return (
      (this.#waitingMillis + delay) /
      (this.transaction.latencyMillis * segment.latencyFactor + delay)
    );
  }

  /** The part of the requests that take no longer than a multiple of the median: the inverse of `spread`. */
  shareWithin(factor: number): number {
    const log = Math.log(factor);
    const deviate =
      log <= this.#logP95
        ? (log * DEVIATE_95) / this.#logP95
        : DEVIATE_95 +
          ((log - this.#logP95) * (DEVIATE_99 - DEVIATE_95)) /
            (this.#logP99 - this.#logP95);
    return normalShare(deviate);
  }

  /** Whether requests fail in a segment by running into a time-out, not by being refused at once. */
  timesOut(segment: Segment): boolean {
    return segment.latencyFactor > 1.3 || segment.troubled.size > 0;
  }

  /** The duration of a failure as a factor of a success's. */
  failureFactor(segment: Segment): number {
    return this.timesOut(segment) ? 1.8 : 0.6;
  }

  #wobble(x: number): number {
    return 1 + 0.08 * noise(this.#latencySeed, x);
  }

  #load(outcome: Outcome, time: number): number {
    const seed = this.#seeds[outcome];
    const strays = STRAY[outcome];
    let strayed = time;
    for (let index = 0; index < strays.length; index++) {
      const { minutes, knots } = strays[index];
      strayed +=
        minutes * MINUTE * noise(seed + index, time / (knots * MINUTE));
    }
    return cumulativeLoad(this.#service.traffic.shape, strayed);
  }
}

/** The mean CPU utilisation of a service at a moment, 0 to 1. */
export function cpuUtilization(
  service: Service,
  segment: Segment,
  time: number,
): number {
  const load = loadAt(service.traffic.shape, time);
  const wobble = noise(seedOf(service.name, 'cpu'), time / (7 * MINUTE));
  return Math.min(
    0.99,
    service.character.cpuAtPeak *
      (0.12 + 0.88 * load) *
      segment.cpuFactor *
      (1 + 0.16 * wobble),
  );
}
