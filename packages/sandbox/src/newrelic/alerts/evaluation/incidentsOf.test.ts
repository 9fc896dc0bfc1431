import fc from 'fast-check';
import { Condition } from '../types';
import { Watch } from './Incident';
import { incidentsOf } from './incidentsOf';

const MINUTE = 60_000;
const condition = { id: '7', entityGuid: 'own' } as Condition;

/** Above 10 for 3 minutes; well again after 2; nothing is late. */
function watchOf(changes: Partial<Watch> = {}): Watch {
  return {
    condition,
    target: { guid: 'service', name: 'service', type: 'APPLICATION' },
    thresholds: [
      {
        priority: 'critical',
        operator: 'ABOVE',
        value: 10,
        opensAfter: 3 * MINUTE,
        closesAfter: 2 * MINUTE,
      },
    ],
    lostSignal: undefined,
    timeLimit: 1000 * MINUTE,
    delay: () => 0,
    ended: undefined,
    ...changes,
  };
}

/** A letter a minute: `b`ad, `g`ood, or no data. */
function stepsOf(minutes: string) {
  const values: Record<string, number | undefined> = { b: 11, g: 9 };
  return [...minutes].map((letter, index) => ({
    from: index * MINUTE,
    to: (index + 1) * MINUTE,
    value: values[letter],
  }));
}

/** `3-9 EVALUATOR`: opened in minute 3, closed in minute 9 and why. */
function story(minutes: string, changes?: Partial<Watch>): string[] {
  return incidentsOf(watchOf(changes), stepsOf(minutes)).map(
    ({ openTime, closeTime, closeCause, evaluationType }) =>
      [
        evaluationType === 'Expiration' ? 'lost ' : '',
        openTime / MINUTE,
        '-',
        closeTime === undefined ? '' : closeTime / MINUTE,
        closeCause ? ` ${closeCause}` : '',
      ].join(''),
  );
}

describe('incidentsOf', () => {
  it.each([
    ['a violation that is too short opens nothing', 'bbgbbgg', []],
    [
      'one that lasts opens, and closes when all is well',
      'gbbbbgg',
      ['4-7 EVALUATOR'],
    ],
    ['a short relief closes nothing', 'bbbgbgg', ['3-7 EVALUATOR']],
    [
      'time without data neither violates nor heals',
      'bb.bbb...g.gg',
      ['6-13 EVALUATOR'],
    ],
    [
      'two violations are two incidents',
      'bbbggbbbgg',
      ['3-5 EVALUATOR', '8-10 EVALUATOR'],
    ],
  ])('%s', (_name, minutes, expected) => {
    expect(story(minutes)).toEqual(expected);
  });

  it('ends an incident at its time limit, and opens another while nothing gets better', () => {
    expect(story('bbbbbbbbbbbgg', { timeLimit: 4 * MINUTE })).toEqual([
      '3-7 EXPIRED',
      '10-13 EVALUATOR',
    ]);
  });

  it('opens and closes for a lost signal, as the condition says', () => {
    const lostSignal = { after: 2 * MINUTE, opens: true, closes: true };
    expect(story('bbbb...gg', { lostSignal })).toEqual([
      '3-6 LOSS_OF_SIGNAL',
      'lost 6-7 EVALUATOR',
    ]);
    expect(
      story('bbbb...gg', { lostSignal: { ...lostSignal, closes: false } }),
    ).toEqual(['3-9 EVALUATOR', 'lost 6-7 EVALUATOR']);
    expect(story('gg.g.g', { lostSignal })).toEqual([]);
  });

  it('ends with the version of the condition', () => {
    const ended = { time: 5 * MINUTE, cause: 'CONDITION_DELETED' as const };
    expect(story('bbbbb', { ended })).toEqual(['3-5 CONDITION_DELETED']);
    expect(story('ggbbb', { ended })).toEqual([]);
  });

  it('does not overlap, and says nothing of the past anew when time goes on', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('b', 'b', 'g', '.'), maxLength: 60 }),
        fc.nat(60),
        (minutes, cut) => {
          const lostSignal = { after: 3 * MINUTE, opens: false, closes: true };
          const watch = watchOf({ lostSignal, timeLimit: 9 * MINUTE });
          const all = incidentsOf(watch, stepsOf(minutes));
          for (const [index, { openTime, closeTime }] of all.entries()) {
            expect(closeTime ?? Infinity).toBeGreaterThan(openTime);
            expect(openTime).toBeGreaterThanOrEqual(
              all[index - 1]?.closeTime ?? 0,
            );
          }
          const end = cut * MINUTE;
          const known = incidentsOf(watch, stepsOf(minutes.slice(0, cut)));
          const before = (found: typeof all) =>
            found
              .filter(({ openTime }) => openTime < end)
              .map(({ id, closeTime = Infinity }) =>
                closeTime < end ? `${id} ${closeTime}` : id,
              );
          expect(before(known)).toEqual(before(all));
        },
      ),
    );
  });
});
