import {
  dimensionOutcomes,
  levels,
  serviceSortFields,
} from '@rocket/plugin-reliability-scoreboard-common';
import fc from 'fast-check';
import {
  defaultTableState,
  isFiltered,
  pageSizes,
  readTableState,
  toServiceListQuery,
  writeTableState,
  type TableState,
} from './tableState';

const name = fc.stringMatching(/^[a-z0-9](-?[a-z0-9]){0,20}$/);
const refs = (kind: string) =>
  fc.uniqueArray(
    fc
      .tuple(fc.constantFrom('default', 'latam'), name)
      .map(([namespace, entity]) => `${kind}:${namespace}/${entity}`),
    { maxLength: 3 },
  );
/** Levels are kept in the order of the ladder. */
const someLevels = fc.subarray([...levels, 'none' as const]);

const tableState: fc.Arbitrary<TableState> = fc.record({
  search: fc.string(),
  teams: refs('group'),
  tiers: fc.subarray([0, 1, 2, 3]),
  paths: refs('criticalpath'),
  languages: fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 3 }),
  levels: someLevels,
  outcomes: fc.subarray([...dimensionOutcomes]),
  sort: fc.constantFrom(...serviceSortFields),
  order: fc.constantFrom('asc' as const, 'desc' as const),
  page: fc.integer({ min: 1, max: 1000 }),
  pageSize: fc.constantFrom(...pageSizes),
});

describe('the address of the table', () => {
  it('keeps every state through being written, pasted and read', () => {
    fc.assert(
      fc.property(tableState, state => {
        const pasted = new URLSearchParams(writeTableState(state).toString());
        expect(readTableState(pasted)).toEqual(state);
      }),
    );
  });

  it('is short and readable', () => {
    expect(writeTableState(defaultTableState).toString()).toBe('');
    expect(
      writeTableState({
        ...defaultTableState,
        search: 'gate way',
        teams: ['group:default/cards', 'group:latam/risk'],
        levels: ['none'],
        sort: 'recovery',
        order: 'desc',
        page: 2,
      }).toString(),
    ).toBe(
      'q=gate+way&team=cards&team=group%3Alatam%2Frisk&level=none&sort=-recovery&page=2',
    );
  });

  it('leaves what it does not understand at the default', () => {
    const params = new URLSearchParams(
      'team=&tier=7&tier=x&level=platinum&sort=-colour&page=-3&size=1000000',
    );
    expect(readTableState(params)).toEqual(defaultTableState);
  });
});

describe('toServiceListQuery', () => {
  it('asks for the owners that the chosen teams stand for, once each', () => {
    const owners: Record<string, string[]> = {
      'group:default/issuing': ['group:default/issuing', 'group:default/cards'],
      'group:default/cards': ['group:default/cards'],
    };
    expect(
      toServiceListQuery(
        {
          ...defaultTableState,
          teams: ['group:default/issuing', 'group:default/cards'],
          search: '  pix ',
          page: 3,
          pageSize: 25,
        },
        team => owners[team],
      ),
    ).toEqual({
      owner: ['group:default/issuing', 'group:default/cards'],
      search: 'pix',
      sort: 'title',
      order: 'asc',
      offset: 50,
      limit: 25,
    });
  });
});

describe('isFiltered', () => {
  it('is about what is left out, not about order or page', () => {
    expect(isFiltered({ ...defaultTableState, sort: 'level', page: 4 })).toBe(
      false,
    );
    expect(isFiltered({ ...defaultTableState, tiers: [0] })).toBe(true);
    expect(isFiltered({ ...defaultTableState, search: 'pix' })).toBe(true);
  });
});
