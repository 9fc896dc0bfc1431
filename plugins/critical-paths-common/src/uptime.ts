import { successRate, type Counts } from './counts';

/** What a minute was; `unknown` counts neither for nor against uptime. */
export type MinuteState = 'up' | 'down' | 'unknown';

/** Minutes by their state. */
export interface MinuteCounts {
  up: number;
  down: number;
  unknown: number;
}

/**
 * Whether a path (or a step) worked in one minute.
 *
 * A minute is down when its success rate is under the threshold, or when it has no
 * request although the same minute a week before had. Without a request now and
 * then it is unknown: nobody asked, so nobody knows.
 *
 * @param minute - The requests of the minute; `undefined` when it was not observed.
 * @param options - The same minute a week before, and the threshold in percent.
 */
export function minuteState(
  minute: Counts | undefined,
  options: { weekBefore: Counts | undefined; downBelow: number },
): MinuteState {
  if (!minute) {
    return 'unknown';
  }
  const rate = successRate(minute);
  if (rate !== undefined) {
    return rate * 100 < options.downBelow ? 'down' : 'up';
  }
  return options.weekBefore && options.weekBefore.valid > 0
    ? 'down'
    : 'unknown';
}

/** Up ÷ known minutes, 0…1; `undefined` when no minute is known. */
export function uptime({
  up,
  down,
}: Pick<MinuteCounts, 'up' | 'down'>): number | undefined {
  const known = up + down;
  return known > 0 ? up / known : undefined;
}
