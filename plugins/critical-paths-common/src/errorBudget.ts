import type { BurnAlert, ErrorBudget } from './api';
import { errorRate, tooFewEvents, type Counts } from './counts';

/** The error budget is counted over this many rolling days. */
export const BUDGET_DAYS = 28;

const BUDGET_SECONDS = BUDGET_DAYS * 24 * 3600;

/**
 * The spans in which burn rates are watched. Both spans of a pair have to burn
 * faster than the threshold: the long one says that it matters, the short one that
 * it still goes on. The thresholds spend 2 % of a 28-day budget in 1 h, 5 % in 6 h,
 * and 10 % in 3 d (SRE workbook, chapter 5, scaled from 30 to 28 days).
 */
export const BURN_PAIRS = [
  { severity: 'page', longSeconds: 3600, shortSeconds: 300, threshold: 13.44 },
  {
    severity: 'page',
    longSeconds: 21_600,
    shortSeconds: 1800,
    threshold: 5.6,
  },
  {
    severity: 'ticket',
    longSeconds: 259_200,
    shortSeconds: 21_600,
    threshold: 0.933,
  },
] as const;

/** Every span that {@link burnAlerts} reads, in seconds, ascending. */
export const BURN_SPANS = [
  ...new Set(
    BURN_PAIRS.flatMap(({ longSeconds, shortSeconds }) => [
      longSeconds,
      shortSeconds,
    ]),
  ),
].sort((a, b) => a - b);

/** The part of requests that may fail, 0…1, of a target in percent. */
export function allowedErrorRate(target: number): number {
  // Twelve digits undo the binary noise of 100 − 99.9, which would put exactly 1 above 1.
  return Number(((100 - target) / 100).toPrecision(12));
}

/**
 * How fast the budget is spent: 1 spends it in exactly 28 days.
 *
 * @param counts - Requests of the span.
 * @param target - Objective in percent.
 * @returns Error rate ÷ (1 − target); `undefined` without requests.
 */
export function burnRate(counts: Counts, target: number): number | undefined {
  const rate = errorRate(counts);
  return rate === undefined ? undefined : rate / allowedErrorRate(target);
}

/**
 * The pairs of spans that burn too fast. A pair whose long span has too few events
 * is silent.
 *
 * @param spans - Requests by length of the span in seconds; see {@link BURN_SPANS}.
 * @param target - Objective in percent.
 */
export function burnAlerts(
  spans: ReadonlyMap<number, Counts>,
  target: number,
): BurnAlert[] {
  const alerts: BurnAlert[] = [];
  for (const { severity, threshold, longSeconds, shortSeconds } of BURN_PAIRS) {
    const long = spans.get(longSeconds);
    const short = spans.get(shortSeconds);
    if (!long || !short || tooFewEvents(long)) {
      continue;
    }
    const longRate = burnRate(long, target);
    const shortRate = burnRate(short, target);
    if (
      longRate !== undefined &&
      shortRate !== undefined &&
      longRate > threshold &&
      shortRate > threshold
    ) {
      alerts.push({
        severity,
        threshold,
        long: { seconds: longSeconds, burnRate: longRate },
        short: { seconds: shortSeconds, burnRate: shortRate },
      });
    }
  }
  return alerts;
}

/**
 * What is left of the error budget, and for how long.
 *
 * The time left assumes that requests come as evenly as over the 28 days and that
 * no old failure leaves the window meanwhile, so it is the pessimistic end. A burn
 * rate of 1 or less can go on for ever and has no time left to tell.
 *
 * @param options - The target in percent, the requests of the last 28 days and of the last hour.
 */
export function errorBudget(options: {
  target: number;
  month: Counts;
  lastHour: Counts;
}): ErrorBudget {
  const { target, month, lastHour } = options;
  const few = tooFewEvents(month);
  const remaining = few
    ? undefined
    : 1 - month.bad / (allowedErrorRate(target) * month.valid);
  const rate = tooFewEvents(lastHour) ? undefined : burnRate(lastHour, target);
  return {
    target,
    validRequests: month.valid,
    badRequests: month.bad,
    remaining,
    burnRate: rate,
    secondsLeft: secondsLeft(remaining, rate),
    tooFewEvents: few,
  };
}

function secondsLeft(
  remaining: number | undefined,
  rate: number | undefined,
): number | undefined {
  if (remaining === undefined) {
    return undefined;
  }
  if (remaining <= 0) {
    return 0;
  }
  return rate !== undefined && rate > 1
    ? (remaining * BUDGET_SECONDS) / rate
    : undefined;
}
