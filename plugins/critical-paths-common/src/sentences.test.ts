import {
  axisOf,
  concernSentence,
  isoOf,
  RANGES,
  reasonSentence,
  secondsOf,
  timeRanges,
  verdictSentence,
  type WindowNumbers,
} from './index';

describe('reason of a status', () => {
  it('says that all works', () => {
    expect(
      reasonSentence({ status: 'healthy', causes: [], requiredSteps: 5 }),
    ).toBe('All 5 required steps work.');
  });

  it('says which step, after which deployment, and how much of it', () => {
    expect(
      reasonSentence({
        status: 'degraded',
        requiredSteps: 6,
        causes: [
          {
            title: 'ledger-writer',
            trouble: { type: 'slow', p95: 481.6, limit: 300, objective: true },
            deployment: { version: 'v2.14', minutesBefore: 2 },
            addedShare: 0.814,
          },
          { title: 'limits' },
        ],
      }),
    ).toBe(
      'ledger-writer answers slowly: p95 482 ms, the objective is 300 ms, since 2 minutes after its deployment v2.14; 81 % of the added time is there. limits is degraded too.',
    );
  });

  it.each([
    [
      { type: 'no-requests' } as const,
      'x gets no requests, although it did at this time a week ago.',
    ],
    [
      { type: 'errors', successRate: 0.6 } as const,
      'x is down: only 60 % of its requests succeed.',
    ],
    [
      { type: 'burning', burnRate: 20.04, spanSeconds: 3600 } as const,
      'x fails too often: over the last hour its error budget burns 20.0 times faster than it may.',
    ],
    [
      { type: 'slow', p95: 12_340, limit: 300, objective: false } as const,
      'x answers slowly: p95 12.3 s, more than twice that of a week ago.',
    ],
  ])('has words for %o', (trouble, sentence) => {
    expect(
      reasonSentence({
        status: 'down',
        causes: [{ title: 'x', trouble }],
        requiredSteps: 2,
      }),
    ).toBe(sentence);
  });

  it('says what is not known, and why', () => {
    expect(
      reasonSentence({
        status: 'unknown',
        causes: [
          { title: 'atm-switch', missing: 'it has no New Relic annotation' },
          { title: 'a' },
          { title: 'b' },
        ],
        requiredSteps: 4,
      }),
    ).toBe(
      'Nothing is known about atm-switch: it has no New Relic annotation. a and b are unknown too.',
    );
    expect(
      reasonSentence({ status: 'unknown', causes: [], requiredSteps: 4 }),
    ).toBe('Nothing has been observed yet.');
  });
});

describe('verdict over a span', () => {
  const numbers: WindowNumbers = {
    validRequests: 100_000,
    badRequests: 290,
    successRate: 0.9971,
    errorRate: 0.0029,
    minutes: { up: 1440, down: 0, unknown: 0 },
    latency: { p50: 80, p95: 480, p99: 900 },
    tooFewEvents: false,
  };
  const objectives = { successRate: 99.9, latency: { p95: 300 } };
  const range = '24h' as const;

  it('names what misses its objective, or else what meets it', () => {
    expect(verdictSentence({ numbers, objectives, range })).toBe(
      'Success rate 99.71 % is under the 99.9 % objective, and p95 latency 480 ms is over the 300 ms objective, over the last 24 hours.',
    );
    expect(
      verdictSentence({
        numbers: {
          ...numbers,
          successRate: 0.99987,
          latency: { p50: 80, p95: 212, p99: 300 },
        },
        objectives,
        range,
      }),
    ).toBe(
      'Success rate 99.987 % meets the 99.9 % objective, and p95 latency 212 ms is within 300 ms, over the last 24 hours.',
    );
  });

  it('never rounds a miss up to its objective', () => {
    expect(
      verdictSentence({
        numbers: { ...numbers, successRate: 0.9989999, latency: undefined },
        objectives,
        range,
      }),
    ).toBe(
      'Success rate 99.89 % is under the 99.9 % objective, over the last 24 hours.',
    );
  });

  it('takes an objective that is met exactly as met', () => {
    expect(
      verdictSentence({
        numbers: { ...numbers, successRate: 0.999, latency: undefined },
        objectives,
        range,
      }),
    ).toBe(
      'Success rate 99.9 % meets the 99.9 % objective, over the last 24 hours.',
    );
  });

  it('does not judge what is too little or nothing', () => {
    expect(
      verdictSentence({
        numbers: { ...numbers, validRequests: 12, tooFewEvents: true },
        objectives,
        range,
      }),
    ).toBe('Too few events to judge over the last 24 hours: 12 requests.');
    expect(
      verdictSentence({
        numbers: { ...numbers, validRequests: 0, successRate: undefined },
        objectives,
        range: '28d',
      }),
    ).toBe('No requests were observed over the last 28 days.');
  });
});

describe('concern about a path that works', () => {
  const numbers: WindowNumbers = {
    validRequests: 100_000,
    badRequests: 290,
    successRate: 0.9971,
    errorRate: 0.0029,
    minutes: { up: 1440, down: 0, unknown: 0 },
    tooFewEvents: false,
  };
  const concern = (remaining: number | undefined, bad: number, of = numbers) =>
    concernSentence({
      budget: {
        target: 99.9,
        validRequests: 1_000_000,
        badRequests: 1770,
        remaining,
        tooFewEvents: remaining === undefined,
      },
      lastThreeDays: { valid: 100_000, bad },
      numbers: of,
      objectives: { successRate: 99.9 },
      range: '24h',
    });

  it('is first the budget, and whether it is being spent still', () => {
    expect(concern(-0.77, 177)).toBe(
      'The error budget of the last 28 days is overspent by 77 %; 10 % of its failures are of the last 3 days.',
    );
    expect(concern(-0.004, 0)).toBe(
      'The error budget of the last 28 days is overspent by less than 1 %; 0 % of its failures are of the last 3 days.',
    );
  });

  it('is else the success rate of the span', () => {
    const missed =
      'Success rate 99.71 % is under the 99.9 % objective, over the last 24 hours.';
    expect(concern(0.2, 0)).toBe(missed);
    expect(concern(undefined, 0)).toBe(missed);
  });

  it('is nothing when the promise is kept or too little is known', () => {
    expect(concern(0, 0, { ...numbers, successRate: 0.999 })).toBeUndefined();
    expect(concern(0.2, 0, { ...numbers, tooFewEvents: true })).toBeUndefined();
    expect(
      concern(undefined, 0, { ...numbers, successRate: undefined }),
    ).toBeUndefined();
  });
});

describe('time axis', () => {
  it.each(timeRanges)(
    'of %s has whole buckets that hold the present',
    range => {
      const until = secondsOf('2026-03-04T05:06:07Z');
      const axis = axisOf(range, until);
      expect(axis.length).toBe(RANGES[range].seconds / axis.bucketSeconds);
      expect(secondsOf(axis.begin) % axis.bucketSeconds).toBe(0);
      expect(secondsOf(axis.end)).toBeGreaterThanOrEqual(until);
      expect(secondsOf(axis.end) - axis.bucketSeconds).toBeLessThan(until);
      expect(isoOf(secondsOf(axis.begin))).toBe(axis.begin);
      // The compared week lies on the same grid.
      expect((7 * 24 * 3600) % axis.bucketSeconds).toBe(0);
    },
  );
});
