import { createCompany } from '../company';
import { streamsOf } from './CompanyEventSource';
import { DAY } from './calendar';
import { Signal, stepsOf } from './signals';
import { Story } from './Story';

const NOW = Date.UTC(2026, 10, 24, 18, 7, 31);
const company = createCompany();
const story = Story.create(company);
const streams = streamsOf(company);

const signals: Signal[] = [
  { kind: 'error-percentage', windowMillis: 60_000 },
  { kind: 'error-percentage', windowMillis: 3_600_000 },
  { kind: 'duration-percentile', percentile: 95 },
  { kind: 'duration-average' },
  { kind: 'throughput' },
  { kind: 'throughput-deviation' },
  { kind: 'cpu' },
];

describe('stepsOf', () => {
  it.each(signals)(
    'settles whole segments as looking closely would: %j',
    signal => {
      for (const stream of streams.filter((_, index) => index % 4 === 0)) {
        const options = {
          story,
          stream,
          signal,
          begin: NOW - 6 * DAY,
          end: NOW,
        };
        const exact = [...stepsOf(options)];
        const values = exact
          .map(({ value }) => value)
          .filter(value => value !== undefined)
          .sort((a, b) => a - b);
        const limit = values[Math.floor(values.length * 0.9)] * 1.001 || 1;
        const coarse = [...stepsOf({ ...options, limits: [limit] })];
        expect(coarse.length).toBeLessThanOrEqual(exact.length);
        let index = 0;
        for (const { from, to, value } of exact) {
          while (coarse[index].to < to) {
            index += 1;
          }
          expect(coarse[index].from).toBeLessThanOrEqual(from);
          const side = (signalValue: number | undefined) =>
            signalValue === undefined ? 'no signal' : signalValue > limit;
          expect(side(coarse[index].value)).toBe(side(value));
        }
      }
    },
  );

  it('covers the whole time, and most of it in long steps', () => {
    const [stream] = streams;
    const steps = [
      ...stepsOf({
        story,
        stream,
        signal: signals[0],
        limits: [50],
        begin: NOW - 10 * DAY,
        end: NOW,
      }),
    ];
    expect(steps[0].from).toBe(NOW - 10 * DAY);
    expect(steps[steps.length - 1].to).toBe(NOW);
    for (const [index, { from }] of steps.slice(1).entries()) {
      expect(from).toBe(steps[index].to);
    }
    expect(steps.length).toBeLessThan(300);
  });
});
