import { pathSummary, windowNumbers } from '../testing/fixtures';
import { budgetInWords } from './budget';
import { clusterMarks } from './clusterMarks';
import { chartFinding } from './finding';
import { clusterInWords, markInWords } from './markInWords';
import { metricInWords, metrics } from './metrics';
import { oldestFreshness, summaryInWords } from './summary';
import { formatTick, timeTicks } from './timeTicks';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const at = (minute: number) =>
  Date.parse('2026-11-24T10:00:00Z') + minute * 60_000;

describe('chartFinding', () => {
  const base = {
    metric: metrics.latency,
    subject: 'Card authorization',
    range: '24h' as const,
    percentile: 'p95' as const,
  };

  it('says the value, the target, and the worst moment', () => {
    const finding = chartFinding({
      ...base,
      value: 480,
      valueInWords: '480 ms',
      target: 300,
      points: [
        { time: at(0), current: 200, previous: undefined },
        { time: at(5), current: 1900, previous: undefined },
        { time: at(10), current: undefined, previous: undefined },
      ],
    });
    expect(plain(finding)).toMatch(
      /^Latency of Card authorization: p95 480 ms over the last 24 hours, over the target of 300 ms\. Highest 1\.9 s at .*\d\d:05\.$/,
    );
  });

  it('does not name a worst moment of a flat or an empty line', () => {
    const point = { current: 1, previous: undefined };
    const flat = chartFinding({
      ...base,
      metric: metrics.uptime,
      value: 1,
      valueInWords: '100 %',
      target: undefined,
      points: [
        { ...point, time: at(0) },
        { ...point, time: at(5) },
      ],
    });
    expect(flat).toBe(
      'Uptime of Card authorization: 100 % over the last 24 hours.',
    );
  });
});

describe('metricInWords', () => {
  const options = { percentile: 'p95' as const };

  it('does not make a rate of too few events, nor a zero of none', () => {
    const few = windowNumbers({ tooFewEvents: true, validRequests: 12 });
    expect(metricInWords(metrics['error-rate'], few, options)).toBe(
      'too few events',
    );
    const none = windowNumbers({
      tooFewEvents: true,
      validRequests: 0,
      errorRate: undefined,
    });
    expect(metricInWords(metrics['error-rate'], none, options)).toBe('no data');
  });

  it('takes the chosen percentile', () => {
    const words = metricInWords(metrics.latency, windowNumbers(), {
      percentile: 'p99',
    });
    expect(plain(words)).toBe('1.2 s');
  });
});

describe('budgetInWords', () => {
  const { budget } = pathSummary();
  it.each([
    [{}, '18 % left, gone in 31 h'],
    [{ secondsLeft: undefined }, '18 % left'],
    [{ secondsLeft: 60 * 86_400 }, '18 % left'],
    [{ remaining: -0.14, secondsLeft: 0 }, 'overspent by 14 %'],
    [{ remaining: undefined, tooFewEvents: true }, 'too few events'],
    [{ remaining: undefined }, 'no data'],
  ])('with %o says %s', (part, words) => {
    expect(plain(budgetInWords({ ...budget, ...part }))).toBe(words);
  });
});

describe('clusterMarks', () => {
  const span = { begin: at(0), end: at(100) };
  const mark = (minute: number, closed?: number) => ({
    type: 'incident' as const,
    id: `${minute}`,
    at: new Date(at(minute)).toISOString(),
    closedAt: closed ? new Date(at(closed)).toISOString() : undefined,
    component: 'component:default/a',
    stepIds: [],
    title: 'slow',
  });
  const deployment = {
    ...mark(1),
    type: 'deployment' as const,
    closedAt: undefined,
  };

  it('gathers what is too close', () => {
    const clusters = clusterMarks({
      marks: [mark(13), deployment, mark(4), mark(10), mark(50, 60)],
      span,
      distance: 0.05,
    });
    expect(
      clusters.map(({ position, marks }) => [position, marks.length]),
    ).toEqual([
      [0.01, 2],
      [0.1, 2],
      [0.5, 1],
    ]);
  });

  it('leaves out what is over, and keeps what is still going on', () => {
    const clusters = clusterMarks({
      marks: [mark(-30, -10), mark(-20, 5), mark(-5), mark(120)],
      span,
      distance: 0,
    });
    expect(clusters.map(({ marks }) => marks[0].id)).toEqual(['-20', '-5']);
    expect(clusters[0].position).toBe(0);
  });
});

describe('timeTicks', () => {
  it('counts in steps that people count in, at most as many as asked for', () => {
    for (const minutes of [30, 60, 360, 1440, 10_080, 40_320]) {
      const ticks = timeTicks({ begin: at(0), end: at(minutes), most: 7 });
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      // The span can touch a round moment at both ends.
      expect(ticks.length).toBeLessThanOrEqual(8);
    }
  });

  it('writes midnight as a date', () => {
    const midnight = new Date(2026, 10, 24).getTime();
    expect(formatTick(midnight)).toBe('24 Nov');
    expect(formatTick(midnight + 9 * 3_600_000)).toBe('09:00');
  });
});

describe('other words', () => {
  it('sums up the paths, the worst first', () => {
    expect(
      summaryInWords([
        { status: 'healthy' },
        { status: 'down' },
        { status: 'healthy' },
      ]),
    ).toBe('3 critical paths: 1 down, 2 healthy');
  });

  it('is as fresh as its oldest numbers', () => {
    const freshness = (observedAt?: string) => ({
      freshness: { observedAt, stale: false },
    });
    expect(
      oldestFreshness([
        freshness('2026-11-24T13:39:00.000Z'),
        freshness(),
        freshness('2026-11-24T12:00:00.000Z'),
      ])?.observedAt,
    ).toBe('2026-11-24T12:00:00.000Z');
  });

  it('tells deployments and incidents', () => {
    const [deployment, incident] = pathSummary().marks;
    expect(markInWords(deployment)).toBe('ledger-writer v2.14 deployed');
    expect(plain(markInWords(incident))).toBe(
      'Incident on ledger-writer: Latency of ledger-writer is over its threshold, closed after 2 h 48 min',
    );
    expect(clusterInWords([deployment, incident, incident])).toMatch(
      /^1 deployment and 2 incidents from /,
    );
    const five = { ...deployment, count: 5 };
    expect(markInWords(five)).toBe(
      '5 deployments, the newest: ledger-writer v2.14 deployed',
    );
    expect(clusterInWords([five, incident])).toMatch(
      /^5 deployments and 1 incident from /,
    );
  });
});
