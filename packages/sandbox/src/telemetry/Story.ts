/**
 * What happens to the company's services, and when. One schedule of
 * deployments and degradations, computed from the seed and the calendar, is
 * what traffic, latency, errors and incidents are all derived from: they tell
 * one story. Nothing is stored; any day of the past comes out the same.
 *
 * @packageDocumentation
 */
import { Call, Company, Service } from '../company/types';
import { BoundedCache } from './BoundedCache';
import { DAY, localDay, startOfLocalDay } from './calendar';
import { DayRing } from './DayRing';
import { Degradation, degradationsFrom } from './degradations';
import { Deployment, deploymentsOn } from './deployments';
import { seedOf, uniform } from './hash';

/** A stretch of time, within one local day, in which nothing about a service changes but its load. */
export interface Segment {
  start: number;
  end: number;
  /** What the usual error rates are multiplied by on this day. */
  errorFactor: number;
  /** Part of the requests that fail on top of the usual ones. */
  errorRate: number;
  latencyFactor: number;
  trafficFactor: number;
  cpuFactor: number;
  /** Calls in trouble, by `callKey`. */
  troubled: ReadonlyMap<string, Trouble>;
}

/** What a request suffers from a service that it waits for. */
export interface Trouble {
  /** Milliseconds on top of the usual, at the median. */
  delayMillis: number;
  /** Part of the calls that fail on top of the usual ones. */
  errorRate: number;
}

/** Part of its callees' failures that a service passes on: the rest it retries or does without. */
export const PASSED_ON = 0.6;

interface Day {
  deployments: Deployment[];
  /** Those that begin on this day. */
  degradations: Degradation[];
}

/** A day on which nothing happens. */
const QUIET_DAY: Day = { deployments: [], degradations: [] };
const NO_TROUBLE: Segment['troubled'] = new Map();

/** Services whose past is kept, the last ones that were looked at: all of a small company. */
const KEPT_PASTS = 60;
/** Days of it. */
const KEPT_DAYS = 100;
/** Days kept of every service: windows begin and end in them again and again. Today, a week ago and four weeks ago have different places among five. */
const KEPT_RECENT_DAYS = 5;

/** What is known of a service once and for all. */
interface Chapter {
  seeds: { deployments: number; degradations: number; errors: number };
  /** The service and all that it waits for, directly or not. */
  involved: Service[];
  recent: DayRing<Segment[]>;
}

interface Past {
  days: DayRing<Day>;
  segments: DayRing<Segment[]>;
}

export class Story {
  readonly #seed: string;
  readonly #services: ReadonlyMap<string, Service>;
  readonly #chapters = new Map<Service, Chapter>();
  readonly #pasts = new BoundedCache<Service, Past>(KEPT_PASTS);

  private constructor(seed: string, services: ReadonlyMap<string, Service>) {
    this.#seed = seed;
    this.#services = services;
  }

  static create(company: Pick<Company, 'seed' | 'services'>): Story {
    return new Story(
      company.seed,
      new Map(company.services.map(service => [service.name, service])),
    );
  }

  /** Deployments with `begin <= time < end`, oldest first. */
  deployments(service: Service, begin: number, end: number): Deployment[] {
    const found: Deployment[] = [];
    for (let day = localDay(begin); startOfLocalDay(day) < end; day++) {
      for (const deployment of this.#day(service, day).deployments) {
        if (deployment.time >= begin && deployment.time < end) {
          found.push(deployment);
        }
      }
    }
    return found;
  }

  /** A service's own degradations that touch `begin` to `end`. */
  degradations(service: Service, begin: number, end: number): Degradation[] {
    const found: Degradation[] = [];
    for (let day = localDay(begin) - 1; startOfLocalDay(day) < end; day++) {
      for (const degradation of this.#day(service, day).degradations) {
        if (degradation.start < end && degradation.end > begin) {
          found.push(degradation);
        }
      }
    }
    return found;
  }

  /** The segments of a local day; together they cover all of it. */
  segmentsOn(service: Service, day: number): Segment[] {
    return this.#chapter(service).recent.getOrCreate(day, () =>
      this.#past(service).segments.getOrCreate(day, () =>
        this.#divide(service, day),
      ),
    );
  }

  #chapter(service: Service): Chapter {
    let chapter = this.#chapters.get(service);
    if (!chapter) {
      const { name } = service;
      chapter = {
        seeds: {
          deployments: seedOf(this.#seed, name, 'deployments'),
          degradations: seedOf(this.#seed, name, 'degradations'),
          errors: seedOf(this.#seed, name, 'errors'),
        },
        involved: this.#reachable(service),
        recent: new DayRing(KEPT_RECENT_DAYS),
      };
      this.#chapters.set(service, chapter);
    }
    return chapter;
  }

  #past(service: Service): Past {
    return this.#pasts.getOrCreate(service, () => ({
      days: new DayRing(KEPT_DAYS),
      segments: new DayRing(KEPT_DAYS),
    }));
  }

  #day(service: Service, day: number): Day {
    const { seeds } = this.#chapter(service);
    return this.#past(service).days.getOrCreate(day, () => {
      const deployments = deploymentsOn({
        companySeed: this.#seed,
        seed: seeds.deployments,
        service,
        day,
      });
      const degradations = degradationsFrom({
        seed: seeds.degradations,
        service,
        day,
        deployments,
      });
      return deployments.length + degradations.length > 0
        ? { deployments, degradations }
        : QUIET_DAY;
    });
  }

  #divide(service: Service, day: number): Segment[] {
    const { seeds, involved } = this.#chapter(service);
    const midnight = startOfLocalDay(day);
    const nextMidnight = midnight + DAY;
    const errorFactor = 0.7 + 0.6 * uniform(seeds.errors, day);
    const degraded = involved.map((each): [string, Degradation[]] => [
      each.name,
      this.degradations(each, midnight, nextMidnight),
    ]);
    if (degraded.every(([, found]) => found.length === 0)) {
      return [
        {
          ...combine([], midnight),
          start: midnight,
          end: nextMidnight,
          errorFactor,
          troubled: NO_TROUBLE,
        },
      ];
    }
    const edges = new Set([midnight, nextMidnight]);
    for (const { start, end } of degraded.flatMap(([, found]) => found)) {
      edges.add(Math.max(start, midnight)).add(Math.min(end, nextMidnight));
    }
    const sorted = [...edges].sort((a, b) => a - b);
    return sorted.slice(1).map((end, index) => {
      const start = sorted[index];
      const states = new Map(
        degraded.map(([name, found]) => [name, combine(found, start)]),
      );
      const troubled = new Map<string, Trouble>();
      for (const call of service.transactions.flatMap(({ calls }) => calls)) {
        const trouble = this.#troubleIn(call, states, [service.name]);
        if (trouble.delayMillis > 0 || trouble.errorRate > 0) {
          troubled.set(callKey(call), trouble);
        }
      }
      return {
        ...states.get(service.name)!,
        start,
        end,
        errorFactor,
        troubled,
      };
    });
  }

  /** What a call suffers: the callee's own trouble, and what that suffers from its callees. */
  #troubleIn(
    call: Call,
    states: ReadonlyMap<string, State>,
    callers: readonly string[],
  ): Trouble {
    const transaction = this.#services
      .get(call.service)
      ?.transactions.find(({ name }) => name === call.transaction);
    const state = states.get(call.service);
    if (!transaction || !state || callers.includes(call.service)) {
      return { delayMillis: 0, errorRate: 0 };
    }
    const trouble = {
      delayMillis: transaction.latencyMillis * (state.latencyFactor - 1),
      errorRate: state.errorRate,
    };
    for (const next of transaction.calls) {
      const deeper = this.#troubleIn(next, states, [...callers, call.service]);
      trouble.delayMillis += deeper.delayMillis;
      trouble.errorRate += PASSED_ON * deeper.errorRate;
    }
    return trouble;
  }

  /** A service and all that it waits for, directly or not. */
  #reachable(service: Service): Service[] {
    const found = new Set([service]);
    for (const each of found) {
      for (const name of calleesOf(each)) {
        const callee = this.#services.get(name);
        if (callee) {
          found.add(callee);
        }
      }
    }
    return [...found];
  }
}

function calleesOf(service: Service): Set<string> {
  return new Set(
    service.transactions.flatMap(({ calls }) =>
      calls.map(call => call.service),
    ),
  );
}

/** The key of a call in `Segment.troubled`. */
export function callKey(call: Call): string {
  return `${call.service} ${call.transaction}`;
}

interface State {
  errorRate: number;
  latencyFactor: number;
  trafficFactor: number;
  cpuFactor: number;
}

/** What several degradations at one moment amount to. */
function combine(degradations: readonly Degradation[], time: number): State {
  const state = {
    errorRate: 0,
    latencyFactor: 1,
    trafficFactor: 1,
    cpuFactor: 1,
  };
  for (const degradation of degradations) {
    if (degradation.start <= time && time < degradation.end) {
      state.errorRate = Math.max(state.errorRate, degradation.errorRate);
      state.latencyFactor = Math.max(
        state.latencyFactor,
        degradation.latencyFactor,
      );
      state.trafficFactor *= degradation.trafficFactor;
      state.cpuFactor = Math.max(state.cpuFactor, degradation.cpuFactor);
    }
  }
  return state;
}
