import { isoOf, type Freshness } from '@rocket/plugin-critical-paths-common';
import type { Failure } from '../database/CriticalPathsStore';

/** Observations that are older than this are told as stale, in seconds. */
export const STALE_AFTER = 5 * 60;

/**
 * When something was observed, and why not lately.
 *
 * @param options - Why it cannot be observed at all; the end of the newest observation; the last failure; and the end of what could have been observed. Instants are seconds since the epoch.
 */
export function freshnessOf(options: {
  missing: string | undefined;
  observedTo: number | undefined;
  failure: Failure | undefined;
  until: number;
}): Freshness {
  const { missing, observedTo, failure, until } = options;
  if (observedTo === undefined) {
    return {
      stale: false,
      reason: sentence(
        missing ?? failure?.reason ?? 'its first numbers are on their way',
      ),
    };
  }
  const observedAt = isoOf(observedTo);
  if (until - observedTo > STALE_AFTER) {
    return {
      observedAt,
      stale: true,
      reason: sentence(
        missing ??
          failure?.reason ??
          'Rocket has not asked New Relic since then',
      ),
    };
  }
  return { observedAt, stale: false };
}

/** A clause as a sentence. */
export function sentence(clause: string): string {
  return `${clause.charAt(0).toLocaleUpperCase('en-US')}${clause.slice(1)}.`;
}
