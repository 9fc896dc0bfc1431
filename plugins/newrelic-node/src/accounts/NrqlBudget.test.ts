import fc from 'fast-check';
import { NrqlBudget } from './NrqlBudget';

const MINUTE = 60_000;

describe('NrqlBudget', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  });
  afterEach(() => vi.useRealTimers());

  it('is never exceeded in any minute, loses nothing and keeps the order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 5, max: 40 }),
        fc.array(
          fc.record({
            after: fc.integer({ min: 0, max: 20_000 }),
            count: fc.integer({ min: 1, max: 5 }),
            takes: fc.integer({ min: 0, max: 90_000 }),
          }),
          { maxLength: 60 },
        ),
        async (limit, calls) => {
          const budget = new NrqlBudget({ limit });
          /** From when to when New Relic may count a query, and how many. */
          const sent: Array<{ begin: number; end: number; count: number }> = [];
          const order: number[] = [];
          const all = calls.map(async ({ count, takes }, index) => {
            await wait(
              calls.slice(0, index + 1).reduce((sum, c) => sum + c.after, 0),
            );
            await budget.spend(count, async () => {
              order.push(index);
              const begin = performance.now();
              await wait(takes);
              sent.push({ begin, end: performance.now(), count });
            });
          });
          await vi.runAllTimersAsync();
          await Promise.all(all);

          expect(order).toEqual(calls.map((_, index) => index));
          for (const { begin } of sent) {
            const counted = sent
              .filter(s => s.begin <= begin && s.end > begin - MINUTE)
              .reduce((sum, { count }) => sum + count, 0);
            expect(counted).toBeLessThanOrEqual(limit);
          }
          vi.advanceTimersByTime(MINUTE);
          expect([budget.used, budget.waiting]).toEqual([0, 0]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('lets whoever waits leave, and those behind move up', async () => {
    const budget = new NrqlBudget({ limit: 10 });
    await budget.spend(8, async () => {});
    const leaving = new AbortController();
    const left = budget.spend(5, async () => 'left', leaving.signal);
    const behind = budget.spend(2, async () => 'behind');
    expect(budget.waiting).toBe(7);
    leaving.abort(new Error('page closed'));
    await expect(left).rejects.toThrow('page closed');
    expect(await behind).toBe('behind');
    expect([budget.used, budget.waiting]).toEqual([10, 0]);
    await expect(
      budget.spend(1, async () => {}, leaving.signal),
    ).rejects.toThrow('page closed');
  });

  it('counts what failed as well', async () => {
    const budget = new NrqlBudget({ limit: 10 });
    await expect(
      budget.spend(3, () => Promise.reject(new Error('lost'))),
    ).rejects.toThrow('lost');
    expect(budget.used).toBe(3);
  });
});

function wait(millis: number) {
  return new Promise(resolve => {
    setTimeout(resolve, millis);
  });
}
