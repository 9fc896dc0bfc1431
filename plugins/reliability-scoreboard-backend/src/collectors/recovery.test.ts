import { scriptedNewRelic } from '../__testUtils__/scriptedNewRelic';
import { recoveryCollector } from './recovery';

const day = 24 * 60 * 60 * 1000;
const now = Date.UTC(2026, 10, 24);

/** Incidents as New Relic keeps them: rows with a time, 5,000 an answer at most. */
function newRelicWith(
  rows: Array<{ timestamp: number; [attribute: string]: unknown }>,
) {
  return scriptedNewRelic(query => {
    const [, since, until] = /SINCE (\d+) UNTIL (\d+)/.exec(query) ?? [];
    return rows
      .filter(
        ({ timestamp }) =>
          timestamp >= Number(since) && timestamp < Number(until),
      )
      .slice(0, 5000);
  });
}

const collect = (newRelic: ReturnType<typeof scriptedNewRelic>) =>
  recoveryCollector.collect({ newRelic, accountId: 1, now });

describe('recoveryCollector', () => {
  it('pairs openings and closings, over the borders of windows and in any order', async () => {
    const open = (id: string, time: number, guid: string | null = 'A') => ({
      timestamp: time,
      incidentId: id,
      'entity.guid': guid,
      event: 'open',
      openTime: time,
      priority: 'critical',
    });
    const facts = await collect(
      newRelicWith([
        {
          ...open('1', now - 8 * day),
          timestamp: now - 6 * day,
          event: 'Close',
          closeTime: now - 6 * day,
          closeCause: 'EVALUATOR',
        },
        open('1', now - 8 * day),
        open('2', now - day),
        open('3', now - day, 'B'),
        open('4', now - day, null),
        // Opened before the 28 days, closed within.
        {
          ...open('5', now - 40 * day, 'B'),
          priority: 'warning',
          timestamp: now - 20 * day,
          event: 'close',
          closeTime: now - 20 * day,
        },
      ]),
    );
    expect(Object.fromEntries(facts)).toEqual({
      A: {
        incidents: [
          {
            openedAt: now - 8 * day,
            critical: true,
            closedAt: now - 6 * day,
            closeCause: 'EVALUATOR',
          },
          { openedAt: now - day, critical: true },
        ],
      },
      B: {
        incidents: [
          {
            openedAt: now - 40 * day,
            critical: false,
            closedAt: now - 20 * day,
          },
          { openedAt: now - day, critical: true },
        ],
      },
    });
  });

  it('loses none when a window holds more than an answer, and counts none twice', async () => {
    const count = 17_000;
    const rows = Array.from({ length: count }, (_, index) => ({
      // All in one week, most of them in one hour.
      timestamp: now - 2 * day - index * 100,
      incidentId: index,
      'entity.guid': `guid-${index % 7}`,
      event: 'open',
      openTime: now - 2 * day - index * 100,
    }));
    const newRelic = newRelicWith(rows);
    const facts = await collect(newRelic);
    const total = [...facts.values()].flatMap(({ incidents }) => incidents);
    expect(total).toHaveLength(count);
    expect(new Set(total.map(({ openedAt }) => openedAt)).size).toBe(count);
    expect(new Set(newRelic.queries).size).toBe(newRelic.queries.length);
  });

  it('asks about one entity when only one is wanted', async () => {
    const newRelic = newRelicWith([]);
    await recoveryCollector.collect({
      newRelic,
      accountId: 1,
      now,
      guid: "A' OR 1=1",
    });
    expect(newRelic.queries).toHaveLength(4);
    expect(newRelic.queries[0]).toContain(String.raw`= 'A\' OR 1=1'`);
  });
});
