import { isoOf, type Mark } from '@rocket/plugin-critical-paths-common';
import fc from 'fast-check';
import { crowded } from './marks';

const HOUR = 3600;
const begin = 1_763_971_200;
const options = { limit: 10, begin, bucketSeconds: HOUR };

const deployment = (id: string, at: number, stepId = 'ledger'): Mark => ({
  type: 'deployment',
  id,
  at: isoOf(begin + at),
  component: `component:default/${stepId}`,
  stepIds: [stepId],
});
const incident = (id: string, at: number, open: boolean): Mark => ({
  type: 'incident',
  id,
  at: isoOf(begin + at),
  closedAt: open ? undefined : isoOf(begin + at + HOUR),
  component: 'component:default/ledger',
  stepIds: ['ledger'],
  title: id,
});
const countOf = (marks: readonly Mark[]) =>
  marks.reduce((sum, { count = 1 }) => sum + count, 0);

describe('crowded marks', () => {
  it('are told by bucket, as the newest of it with the steps of all', () => {
    const many = Array.from({ length: 11 }, (_, index) =>
      deployment(`d${index}`, index * 60, index % 2 ? 'ledger' : 'gateway'),
    );
    const later = deployment('later', 5 * HOUR);
    expect(crowded([...many, later], options)).toEqual([
      { ...many[10], count: 11, stepIds: ['gateway', 'ledger'] },
      later,
    ]);
    expect(crowded(many.slice(0, 10), options)).toEqual(many.slice(0, 10));
  });

  it('never hide an open incident, nor count or cover less than there was', () => {
    const marks = fc.array(
      fc.record({
        at: fc.integer({ min: -HOUR, max: 48 * HOUR }),
        open: fc.boolean(),
        isIncident: fc.boolean(),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(marks, list => {
        const all = list
          .toSorted((a, b) => a.at - b.at)
          .map(({ at, open, isIncident }, index) =>
            isIncident
              ? incident(`i${index}`, at, open)
              : deployment(`d${index}`, at),
          );
        const told = crowded(all, options);
        expect(countOf(told)).toBe(all.length);
        expect(told.map(({ at }) => at)).toEqual(
          told.map(({ at }) => at).sort(),
        );
        const open = (mark: Mark) =>
          mark.type === 'incident' && mark.closedAt === undefined;
        expect(new Set(told.filter(open))).toEqual(new Set(all.filter(open)));
        // One bucket for the hours before the axis, and 49 within it.
        const closed = told.filter(mark => !open(mark));
        expect(closed.length).toBeLessThanOrEqual(2 * Math.max(50, 10));
      }),
    );
  });
});
