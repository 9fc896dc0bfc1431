import { Service } from '../company/types';
import { MINUTE, startOfLocalDay, weekdayOf } from './calendar';
import { integerBetween, occurrences, seedOf, uniform } from './hash';

/** A new version of a service, taken into production. */
export interface Deployment {
  service: string;
  /** Epoch milliseconds, a full minute. */
  time: number;
  version: string;
  /** 40 hexadecimal digits. */
  commit: string;
  deploymentType: 'BASIC' | 'ROLLING' | 'BLUE_GREEN' | 'CANARY';
  /** Index into the people who deploy; taken modulo their number. */
  author: number;
}

/** Monday first; adds up to 7. Nobody likes to deploy on a Friday afternoon, or on Sunday. */
const WEEKDAY_FACTORS = [1.25, 1.45, 1.45, 1.35, 0.95, 0.35, 0.2];
/** Engineers deploy between 09:30 and 18:30, local time. */
const FIRST_MINUTE = 570;
const LAST_MINUTE = 1110;

const TYPES = ['ROLLING', 'BLUE_GREEN', 'CANARY', 'BASIC'] as const;

/**
 * The deployments of a service on a local day, in order. Who deploys at least
 * seven times a week deploys every day; the rest comes as it comes.
 */
export function deploymentsOn(options: {
  companySeed: string;
  /** Of the service's deployments. */
  seed: number;
  service: Service;
  /** Number of a local day. */
  day: number;
}): Deployment[] {
  const { companySeed, seed, service, day } = options;
  const certain = service.deploymentsPerWeek >= 7 ? 1 : 0;
  const mean =
    (Math.max(0, service.deploymentsPerWeek - 7 * certain) / 7) *
    WEEKDAY_FACTORS[weekdayOf(day)];
  const count = certain + occurrences(seed, day, mean);
  if (count === 0) {
    return [];
  }
  const minutes = Array.from({ length: count }, (_, index) =>
    integerBetween(seed + 1 + index, day, FIRST_MINUTE, LAST_MINUTE),
  );
  const midnight = startOfLocalDay(day);
  return [...new Set(minutes)]
    .sort((a, b) => a - b)
    .map((minute, index) => {
      const at = seedOf(companySeed, service.name, day, index);
      return {
        service: service.name,
        time: midnight + minute * MINUTE,
        version: `${versionDate(midnight)}.${index + 1}`,
        commit: Array.from({ length: 5 }, (_, part) =>
          Math.floor(uniform(at, part) * 0x100000000)
            .toString(16)
            .padStart(8, '0'),
        ).join(''),
        deploymentType: TYPES[integerBetween(seed, 7, 0, TYPES.length - 1)],
        author: integerBetween(at, 9, 0, 1000),
      };
    });
}

/** `2026.11.24`, the local date. */
function versionDate(midnight: number): string {
  const date = new Date(midnight);
  return `${date.getUTCFullYear()}.${date.getUTCMonth() + 1}.${date.getUTCDate()}`;
}
