import fc from 'fast-check';
import { planJobs } from './jobs';
import {
  backwardRequests,
  forwardRequests,
  lastWholeMinute,
  MAX_BUCKETS,
  RESOLUTIONS,
  spanRequests,
  type BucketRequest,
} from './plan';
import { ProgressBook } from './ProgressBook';

const HOUR = 3600;
const DAY = 24 * HOUR;
const [MINUTES, FIVE_MINUTES, HOURS] = RESOLUTIONS;
const UNTIL = Date.parse('2026-03-04T05:07:00Z') / 1000;

const resolution = fc.constantFrom(...RESOLUTIONS);
const minute = fc.nat({ max: 60 * 24 * 400 }).map(n => UNTIL + n * 60);

/** A question New Relic answers the same way, however it lays its buckets. */
function expectAnswerable(request: BucketRequest) {
  const { begin, end, resolution: width } = request;
  expect(end).toBeGreaterThan(begin);
  expect(begin % width).toBe(0);
  const whole = (end - begin) % width === 0;
  expect(whole || end - begin < width).toBe(true);
  expect((end - begin) / width).toBeLessThanOrEqual(MAX_BUCKETS);
}

describe('plan', () => {
  it('takes the last minute that is over, and had time to arrive', () => {
    const at = (time: string) =>
      new Date(lastWholeMinute(Date.parse(time)) * 1000).toISOString();
    expect(at('2026-03-04T05:07:29.999Z')).toBe('2026-03-04T05:06:00.000Z');
    expect(at('2026-03-04T05:07:30.000Z')).toBe('2026-03-04T05:07:00.000Z');
  });

  it('begins with the newest whole buckets, and what began of the next', () => {
    expect(forwardRequests(MINUTES, UNTIL, undefined)).toEqual([
      { begin: UNTIL - 366 * 60, end: UNTIL, resolution: 60 },
    ]);
    const hour = UNTIL - 7 * 60;
    expect(forwardRequests(HOURS, UNTIL, undefined)).toEqual([
      { begin: hour - 366 * HOUR, end: hour, resolution: HOUR },
      { begin: hour, end: UNTIL, resolution: HOUR },
    ]);
  });

  it('reads on a little before the end, and not before it is worth it', () => {
    expect(
      forwardRequests(MINUTES, UNTIL, { from: 0, to: UNTIL - 60 }),
    ).toEqual([{ begin: UNTIL - 660, end: UNTIL, resolution: 60 }]);
    expect(forwardRequests(MINUTES, UNTIL, { from: 0, to: UNTIL })).toEqual([]);
    expect(forwardRequests(HOURS, UNTIL, { from: 0, to: UNTIL - 240 })).toEqual(
      [],
    );
    expect(
      forwardRequests(HOURS, UNTIL, { from: 0, to: UNTIL - 300 }),
    ).not.toEqual([]);
  });

  it('does not read what nobody needs any more after a long pause', () => {
    const [first] = forwardRequests(FIVE_MINUTES, UNTIL, {
      from: 0,
      to: UNTIL - 100 * DAY,
    });
    expect(first.begin).toBeGreaterThanOrEqual(UNTIL - 8 * DAY - 300);
  });

  it('asks what can be answered, without a gap or an overlap, from start to end', () => {
    fc.assert(
      fc.property(
        resolution,
        minute,
        fc.integer({ min: 1, max: 60 * 24 * 40 }),
        (wanted, until, minutesAgo) => {
          const requests = forwardRequests(wanted, until, {
            from: 0,
            to: until - minutesAgo * 60,
          });
          for (const [index, request] of requests.entries()) {
            expectAnswerable(request);
            expect(request.end).toBe(requests[index + 1]?.begin ?? until);
          }
        },
      ),
    );
  });

  it('fills up the past backwards, down to the horizon and no further', () => {
    fc.assert(
      fc.property(
        resolution,
        minute,
        fc.integer({ min: 1, max: 200 }),
        (wanted, until, limit) => {
          const [newest] = forwardRequests(wanted, until, undefined);
          const horizonBegin = until - wanted.horizon;
          const requests = backwardRequests(wanted, newest.begin, {
            horizonBegin,
            limit,
          });
          expect(requests.length).toBeLessThanOrEqual(limit);
          let to = newest.begin;
          for (const request of requests) {
            expectAnswerable(request);
            expect(request.end).toBe(to);
            to = request.begin;
          }
          expect(to).toBeGreaterThan(
            Math.min(newest.begin, horizonBegin) - wanted.seconds,
          );
        },
      ),
    );
  });

  it('asks for the latency over a range when it is too old, with the week before', () => {
    const all = spanRequests(UNTIL, []);
    expect(all).toHaveLength(10);
    expect(all[0]).toEqual({
      range: '1h',
      previous: false,
      begin: UNTIL - HOUR,
      end: UNTIL,
    });
    expect(all[1]).toEqual({
      range: '1h',
      previous: true,
      begin: UNTIL - HOUR - 7 * DAY,
      end: UNTIL - 7 * DAY,
    });
    const existing = all.map(request => ({ ...request, signal: 's' }));
    const ranges = (seconds: number) => [
      ...new Set(spanRequests(UNTIL + seconds, existing).map(r => r.range)),
    ];
    expect(ranges(0)).toEqual([]);
    expect(ranges(60)).toEqual(['1h']);
    expect(ranges(300)).toEqual(['1h', '6h', '24h']);
    expect(ranges(HOUR)).toEqual(['1h', '6h', '24h', '7d', '28d']);
  });
});

describe('progress', () => {
  it('grows at both ends, and never over a gap', () => {
    const book = new ProgressBook([
      { subject: 'a', resolution: 60, from: 600, to: 1200 },
    ]);
    const extend = (begin: number, end: number) =>
      book.extend('a', { begin, end, resolution: 60 });
    extend(1260, 1320);
    extend(0, 540);
    expect(book.takeChanges()).toEqual([]);
    extend(1140, 1320);
    extend(300, 600);
    expect(book.takeChanges()).toEqual([
      { subject: 'a', resolution: 60, from: 300, to: 1320 },
    ]);
    expect(book.takeChanges()).toEqual([]);
    expect(book.get('a', 300)).toBeUndefined();
  });
});

describe('jobs of a run', () => {
  const signal = (id: string) => ({
    id,
    accountId: 1,
    guid: id,
    transactions: ['t'],
    downBelow: 95,
  });

  it('take entries first, and spend the questions for minutes of the past on them', () => {
    const jobs = planJobs({
      wanted: [
        { signal: signal('other'), isEntry: false },
        { signal: signal('entry'), isEntry: true },
      ],
      until: UNTIL,
      minuteQueries: 140,
      book: new ProgressBook([]),
      spans: [],
    });
    expect(jobs[0].signal.id).toBe('entry');
    const past = jobs.slice(-140);
    expect(
      past.every(job => job.type === 'bucket' && job.request.resolution === 60),
    ).toBe(true);
    // 35 days and an hour, without the newest 366 minutes.
    const chunks = Math.ceil((35 * 1440 + 60 - 366) / 366);
    expect(past.filter(job => job.signal.id === 'entry')).toHaveLength(chunks);
    const ends = past
      .filter(job => job.signal.id === 'entry')
      .map(job => job.request.end);
    expect(ends).toEqual([...ends].sort((a, b) => b - a));
  });

  it('are none without a new minute, once the past is full', () => {
    const complete = RESOLUTIONS.map(({ seconds }) => ({
      subject: 'entry',
      resolution: seconds,
      from: 0,
      to: UNTIL,
    }));
    expect(
      planJobs({
        wanted: [{ signal: signal('entry'), isEntry: true }],
        until: UNTIL,
        minuteQueries: 140,
        book: new ProgressBook(complete),
        spans: spanRequests(UNTIL, []).map(request => ({
          ...request,
          signal: 'entry',
        })),
      }),
    ).toEqual([]);
  });
});
