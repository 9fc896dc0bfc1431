import { Service } from '../company/types';
import { MINUTE, startOfLocalDay } from './calendar';
import { Deployment } from './deployments';
import { integerBetween, occurrences, seedOf, uniform } from './hash';
import { normalQuantile } from './quantiles';

/** A time in which a service is worse than it usually is, from a full minute to a full minute. */
export interface Degradation {
  start: number;
  end: number;
  /** Part of the requests that fail on top of the usual ones. */
  errorRate: number;
  /** What durations are multiplied by; 1 is as usual. */
  latencyFactor: number;
  /** What the number of requests is multiplied by; 1 is as usual. */
  trafficFactor: number;
  /** What the CPU time is multiplied by; 1 is as usual. */
  cpuFactor: number;
  /** The deployment that caused it, if one did. */
  deployment?: Deployment;
}

/** No degradation lasts longer: what a day is like depends on it and on the day before. */
export const LONGEST_DEGRADATION = 14 * 60 * MINUTE;

/**
 * The degradations that begin on a local day: those that its deployments cause,
 * a few minutes after them, and those that come by themselves.
 */
export function degradationsFrom(options: {
  /** Of the service's degradations. */
  seed: number;
  service: Service;
  /** Number of a local day. */
  day: number;
  /** Of that day. */
  deployments: readonly Deployment[];
}): Degradation[] {
  const { seed, service, day, deployments } = options;
  const { incidents, afterDeployment } = service.character;
  const found: Degradation[] = [];
  for (const [index, deployment] of deployments.entries()) {
    const chance = seedOf(seed, day, 'deployment', index);
    const start = deployment.time + integerBetween(chance, 0, 1, 3) * MINUTE;
    if (afterDeployment) {
      found.push({
        start,
        end: start + around(chance, 1, afterDeployment.minutes, 0.15),
        errorRate: 0,
        latencyFactor: scale(
          chance,
          2,
          afterDeployment.latencyFactor,
          0.85,
          1.2,
        ),
        trafficFactor: 1,
        cpuFactor: 1.3,
        deployment,
      });
    }
    if (uniform(chance, 3) < incidents.causedByDeployment) {
      found.push({ ...draw(service, chance, start), deployment });
    }
  }
  const own = occurrences(seed, day, incidents.perWeek / 7);
  for (let index = 0; index < own; index++) {
    const chance = seedOf(seed, day, 'own', index);
    // Things break while they are used: from 06:00 to 23:59 local time.
    const start =
      startOfLocalDay(day) + integerBetween(chance, 0, 360, 1439) * MINUTE;
    found.push(draw(service, chance, start));
  }
  return found;
}

/** One thing that went wrong: slow, failing, both, or hardly reachable. */
function draw(service: Service, chance: number, start: number): Degradation {
  const { minutes, errorRate, latencyFactor } = service.character.incidents;
  const end = start + around(chance, 10, minutes, 0.7);
  const kind = uniform(chance, 11);
  const failing = Math.min(0.95, scale(chance, 12, errorRate, 0.6, 1.7));
  const slow = Math.max(1, scale(chance, 13, latencyFactor, 0.9, 1.6));
  const usual = {
    start,
    end,
    errorRate: 0,
    latencyFactor: 1,
    trafficFactor: 1,
    cpuFactor: 1,
  };
  if (kind < 0.3) {
    return { ...usual, latencyFactor: slow * 1.2, cpuFactor: 1.55 };
  }
  if (kind < 0.6) {
    return { ...usual, errorRate: failing, latencyFactor: 1.1 };
  }
  if (kind < 0.93) {
    return {
      ...usual,
      errorRate: failing,
      latencyFactor: slow,
      cpuFactor: 1.25,
      trafficFactor: 0.97,
    };
  }
  return {
    ...usual,
    end: Math.min(end, start + 40 * MINUTE),
    errorRate: Math.max(0.6, failing),
    latencyFactor: slow * 1.5,
    // Half of these are gone entirely.
    trafficFactor: kind < 0.965 ? 0.08 : 0,
    cpuFactor: 0.3,
  };
}

function scale(
  seed: number,
  index: number,
  value: number,
  low: number,
  high: number,
): number {
  return value * (low + uniform(seed, index) * (high - low));
}

/** A length around a median, log-normal with a given spread, in full minutes as milliseconds. */
function around(
  seed: number,
  index: number,
  medianMinutes: number,
  spread: number,
): number {
  const share = Math.min(0.995, Math.max(0.005, uniform(seed, index)));
  const minutes = medianMinutes * Math.exp(spread * normalQuantile(share));
  return Math.min(
    LONGEST_DEGRADATION,
    Math.max(3, Math.round(minutes)) * MINUTE,
  );
}
