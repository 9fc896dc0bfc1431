import fc from 'fast-check';
import { KnownItem, planListing } from './planListing';

const limits = { graceSyncs: 2, maximumRemovalRatio: 0.3, alwaysRemovable: 1 };
const known = (count: number, missed = 0): KnownItem[] =>
  Array.from({ length: count }, (_, index) => ({
    arn: `arn-${index}`,
    kind: 'product',
    hash: 'h',
    missed,
  }));
const listing = (items: KnownItem[]) =>
  new Map(
    items.map(({ arn, hash, portfolios }) => [arn, { hash, portfolios }]),
  );

describe('planListing', () => {
  it('does nothing when nothing changed', () => {
    const items = known(10);
    expect(
      planListing({ known: items, listed: listing(items), limits }),
    ).toEqual({ written: [], missed: [], removed: [], held: [] });
  });

  it('writes what is new, changed or back', () => {
    const items = known(3);
    items[1].missed = 1;
    const listed = listing(items)
      .set('arn-0', { hash: 'other', portfolios: undefined })
      .set('arn-9', { hash: 'h', portfolios: undefined });
    expect(
      planListing({ known: items, listed, limits }).written.sort(),
    ).toEqual(['arn-0', 'arn-1', 'arn-9']);
  });

  it('keeps what is missing for two syncs and removes it with the third', () => {
    for (const [missed, expected] of [
      [0, { missed: ['arn-0'], removed: [] }],
      [1, { missed: ['arn-0'], removed: [] }],
      [2, { missed: [], removed: ['arn-0'] }],
    ] as const) {
      const items = known(10);
      items[0].missed = missed;
      const listed = listing(items.slice(1));
      expect(planListing({ known: items, listed, limits })).toMatchObject(
        expected,
      );
    }
  });

  it('holds everything when more than 30 % is missing, whatever its grace', () => {
    const items = known(10, 2);
    expect(
      planListing({ known: items, listed: listing(items.slice(3)), limits })
        .removed,
    ).toHaveLength(3);
    const held = planListing({
      known: items,
      listed: listing(items.slice(4)),
      limits,
    });
    expect(held).toMatchObject({
      missed: [],
      removed: [],
      held: [{ kind: 'product', missing: 4, known: 10 }],
    });
  });

  it('guards each kind by itself', () => {
    const products = known(20);
    const others = known(5).map(item => ({
      ...item,
      arn: `other-${item.arn}`,
      kind: 'provisioned-product',
    }));
    const plan = planListing({
      known: [...products, ...others],
      listed: listing([...products.slice(1), ...others.slice(2)]),
      limits,
    });
    expect(plan.missed).toEqual(['arn-0']);
    expect(plan.held).toEqual([
      { kind: 'provisioned-product', missing: 2, known: 5 },
    ]);
  });

  it('keeps a product that falls out of a portfolio as it was, for its grace', () => {
    const [before] = known(1);
    const item = { ...before, portfolios: ['port-a', 'port-b'] };
    const listed = new Map([
      ['arn-0', { hash: 'other', portfolios: ['port-b'] }],
    ]);
    for (const [missed, expected] of [
      [0, { missed: ['arn-0'], written: [] }],
      [1, { missed: ['arn-0'], written: [] }],
      [2, { missed: [], written: ['arn-0'] }],
    ] as const) {
      expect(
        planListing({ known: [{ ...item, missed }], listed, limits }),
      ).toMatchObject(expected);
    }
  });

  it('writes a product that comes into one more portfolio at once', () => {
    const [before] = known(1);
    const listed = new Map([
      ['arn-0', { hash: 'other', portfolios: ['port-a', 'port-b'] }],
    ]);
    expect(
      planListing({
        known: [{ ...before, portfolios: ['port-a'] }],
        listed,
        limits,
      }).written,
    ).toEqual(['arn-0']);
  });

  it('removes what the configuration excludes at once, however much it is', () => {
    const items = known(4);
    const excluded = items.map((item, i) => ({ ...item, excluded: i > 0 }));
    expect(
      planListing({
        known: excluded,
        listed: listing(items.slice(0, 1)),
        limits,
      }),
    ).toEqual({
      written: [],
      missed: [],
      removed: ['arn-1', 'arn-2', 'arn-3'],
      held: [],
    });
  });

  it('lets the last item of a small scope go', () => {
    expect(
      planListing({ known: known(1, 2), listed: new Map(), limits }).removed,
    ).toEqual(['arn-0']);
  });

  it('never removes what is listed, nor more than the guard allows', () => {
    const item = fc.record({
      arn: fc.integer({ min: 0, max: 40 }).map(String),
      kind: fc.constant('product'),
      hash: fc.constantFrom('a', 'b'),
      missed: fc.integer({ min: 0, max: 3 }),
    });
    const items = fc.uniqueArray(item, { selector: ({ arn }) => arn });
    fc.assert(
      fc.property(items, items, (before, now) => {
        const listed = listing(now);
        const plan = planListing({ known: before, listed, limits });
        const lost = [...plan.removed, ...plan.missed];
        expect(lost.filter(arn => listed.has(arn))).toEqual([]);
        expect(plan.removed.length).toBeLessThanOrEqual(
          Math.max(
            limits.alwaysRemovable,
            before.length * limits.maximumRemovalRatio,
          ),
        );
      }),
    );
  });
});
