import type { ConditionFacts } from './facts';
import { matchStandardAlerts } from './standardAlerts';
import { guid, standardConditions } from './__testUtils__/service';

/** The state of every standard alert, in words, after a change to one condition. */
function statesAfter(
  id: number,
  change: Partial<ConditionFacts>,
): Record<string, string> {
  const conditions = standardConditions().map((condition, index) =>
    index === id ? { ...condition, ...change } : condition,
  );
  return Object.fromEntries(
    matchStandardAlerts({ guid, conditions }).map(alert => [
      alert.id,
      [alert.state, alert.difference].filter(Boolean).join(': '),
    ]),
  );
}

describe('matchStandardAlerts', () => {
  it('finds the whole set, and nothing of it', () => {
    expect(
      matchStandardAlerts({ guid, conditions: standardConditions() }).map(
        ({ state, conditionId }) => [state, conditionId],
      ),
    ).toEqual([1, 2, 3, 4, 5, 6].map(id => ['in-place', String(id)]));
    expect(
      matchStandardAlerts({ guid, conditions: [] }).every(
        ({ state }) => state === 'missing',
      ),
    ).toBe(true);
  });

  it('goes by the question, not by its spelling or by the name', () => {
    expect(
      statesAfter(4, {
        name: 'Whatever',
        nrql: `from Transaction select percentage(count(*), where error is true) where transactionType = "Web" and entityGuid = "${guid}"`,
      })['burn-rate'],
    ).toBe('in-place');
  });

  it.each<[number, string, Partial<ConditionFacts>, string]>([
    [0, 'error-rate', { enabled: false }, 'disabled'],
    [
      0,
      'error-rate',
      { criticalTerms: 0 },
      'edited: it never opens a critical incident',
    ],
    [
      1,
      'latency',
      { nrql: 'SELECT average(duration) FROM Transaction' },
      'edited: it asks SELECT average(duration) FROM Transaction',
    ],
    [1, 'latency', { nrql: 'not NRQL' }, 'edited: it asks not NRQL'],
    [
      2,
      'throughput',
      { type: 'STATIC' },
      'edited: it is a static condition instead of a baseline one',
    ],
    [
      2,
      'throughput',
      { baselineDirection: 'UPPER_ONLY' },
      'edited: it does not watch for drops only',
    ],
    [
      3,
      'signal-loss',
      { opensOnSignalLoss: false },
      'edited: it opens no incident when the signal is lost',
    ],
    [
      4,
      'burn-rate',
      { aggregationWindowSeconds: 60 },
      'edited: it looks at 60 s at a time instead of 3600 s',
    ],
    [
      5,
      'saturation',
      {
        nrql: `SELECT 1 FROM Metric WHERE entity.guid = '${guid}'`,
        enabled: false,
      },
      'disabled',
    ],
  ])('condition %i, %s: tells what is wrong', (index, id, change, state) => {
    const states = statesAfter(index, change);
    expect(states[id]).toBe(state);
    expect(Object.values(states).filter(s => s === 'in-place')).toHaveLength(5);
  });

  it('is content with a good one beside a broken copy', () => {
    const conditions = standardConditions();
    conditions.unshift({ ...conditions[0], id: '99', enabled: false });
    expect(matchStandardAlerts({ guid, conditions })[0]).toMatchObject({
      state: 'in-place',
      conditionId: '1',
    });
  });
});
