/** Requests of some span of time. Of `valid` requests, `bad` failed. */
export interface Counts {
  valid: number;
  bad: number;
}

/** Under this many requests a rate says nothing: say "too few events". */
export const MIN_EVENTS = 200;

export function tooFewEvents({ valid }: Counts): boolean {
  return valid < MIN_EVENTS;
}

/** Bad ÷ valid requests, 0…1; `undefined` without requests, which is no data and not 0 %. */
export function errorRate({ valid, bad }: Counts): number | undefined {
  return valid > 0 ? Math.min(1, bad / valid) : undefined;
}

/** Good ÷ valid requests, 0…1; `undefined` without requests. */
export function successRate(counts: Counts): number | undefined {
  const rate = errorRate(counts);
  return rate === undefined ? undefined : 1 - rate;
}

/** Requests are additive, as long as the spans do not overlap. */
export function addCounts(spans: Iterable<Counts>): Counts {
  const total = { valid: 0, bad: 0 };
  for (const { valid, bad } of spans) {
    total.valid += valid;
    total.bad += bad;
  }
  return total;
}
