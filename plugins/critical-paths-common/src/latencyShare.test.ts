import fc from 'fast-check';
import {
  addedShares,
  inFlowOrder,
  ownTimes,
  shares,
  waitsOf,
  type StepTime,
} from './index';

const step = (
  id: string,
  after: string[] = [],
  requirement: 'required' | 'optional' | 'asynchronous' = 'required',
) => ({ id, component: `component:default/${id}`, after, requirement });

/** Card authorization: the authorizer asks two side by side, then two in a row; the mail goes out later. */
const steps = [
  step('issuer', ['ledger']),
  step('gateway'),
  step('authorizer', ['gateway']),
  step('fraud', ['authorizer']),
  step('limits', ['authorizer']),
  step('ledger', ['fraud', 'limits']),
  step('mail', ['issuer'], 'asynchronous'),
];
const dependencies = new Map(
  Object.entries({
    gateway: ['authorizer'],
    authorizer: ['fraud', 'limits', 'ledger', 'issuer', 'mail'],
  }).map(([from, to]) => [
    `component:default/${from}`,
    to.map(id => `component:default/${id}`),
  ]),
);
const waits = waitsOf({ steps, entry: 'gateway', dependencies });
const times = new Map<string, StepTime>([
  ['gateway', { mean: 100 }],
  ['authorizer', { mean: 90 }],
  ['fraud', { mean: 40 }],
  ['limits', { mean: 10 }],
  ['ledger', { mean: 15 }],
  ['issuer', { mean: 20 }],
  ['mail', { mean: 5000 }],
]);

describe('flow', () => {
  it('puts every step after those it comes after', () => {
    expect(inFlowOrder(steps).map(({ id }) => id)).toEqual([
      'gateway',
      'authorizer',
      'fraud',
      'limits',
      'ledger',
      'issuer',
      'mail',
    ]);
  });

  it('lets the entry wait for everything when its own dependencies are not declared', () => {
    const undeclared = waitsOf({
      steps,
      entry: 'gateway',
      dependencies: new Map(),
    });
    expect([...(undeclared.get('gateway') ?? [])].sort()).toEqual([
      'authorizer',
      'fraud',
      'issuer',
      'ledger',
      'limits',
    ]);
    expect(undeclared.get('authorizer')).toEqual(new Set());
  });
});

describe('own times', () => {
  it('take away the slowest chain that a step waits for', () => {
    expect(
      Object.fromEntries(ownTimes({ steps, entry: 'gateway', waits, times })),
    ).toEqual({
      gateway: 10,
      authorizer: 90 - (40 + 15 + 20),
      fraud: 40,
      limits: 10,
      ledger: 15,
      issuer: 20,
    });
  });

  const ownOf = (id: string, changes: Record<string, Partial<StepTime>>) =>
    ownTimes({
      steps,
      entry: 'gateway',
      waits,
      times: new Map(
        [...times].map(([other, time]) => [
          other,
          { ...time, ...changes[other] },
        ]),
      ),
    }).get(id);

  it('wait no longer than New Relic measured', () => {
    expect(ownOf('authorizer', { authorizer: { external: 60 } })).toBe(30);
  });

  it('hold the calls to services that are not on the path', () => {
    expect(ownOf('authorizer', { authorizer: { external: 85 } })).toBe(15);
    expect(ownOf('issuer', { issuer: { external: 18 } })).toBe(20);
  });

  it('believe the measurement when the time of a step behind is not known', () => {
    const partly = new Map(times).set('authorizer', { mean: 90, external: 85 });
    partly.delete('ledger');
    const own = ownTimes({ steps, entry: 'gateway', waits, times: partly });
    expect(own.get('authorizer')).toBe(5);
  });

  it('count for the requests that come by', () => {
    const requests = { gateway: { requests: 1000 } };
    expect(ownOf('fraud', { ...requests, fraud: { requests: 250 } })).toBe(10);
    // It serves others too.
    expect(ownOf('fraud', { ...requests, fraud: { requests: 9000 } })).toBe(40);
    expect(ownOf('fraud', { gateway: { requests: 0 } })).toBe(40);
  });

  it('are never negative, and their shares make a whole', () => {
    const time = fc.record({
      mean: fc.double({ min: 0, max: 1e4, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(time, { minLength: 7, maxLength: 7 }), list => {
        const own = ownTimes({
          steps,
          entry: 'gateway',
          waits,
          times: new Map(steps.map(({ id }, i) => [id, list[i]])),
        });
        expect(Math.min(...own.values())).toBeGreaterThanOrEqual(0);
        const total = [...shares(own).values()].reduce((a, b) => a + b, 0);
        const spent = Math.max(...own.values()) > 0;
        expect(total).toBeCloseTo(spent ? 1 : 0, 9);
      }),
    );
  });

  it('tell where added time went, not counting what became faster', () => {
    const before = ownTimes({ steps, entry: 'gateway', waits, times });
    const slower = new Map(times)
      .set('ledger', { mean: 55 })
      .set('authorizer', { mean: 140 })
      .set('gateway', { mean: 150 })
      .set('issuer', { mean: 5 });
    const now = ownTimes({ steps, entry: 'gateway', waits, times: slower });
    // ledger +40, authorizer's own 15 → 140 − (40 + 55 + 5) = 40: +25; gateway's own 10 → 10.
    const added = addedShares(before, now);
    expect(added.get('ledger')).toBeCloseTo(40 / 65, 9);
    expect(added.get('authorizer')).toBeCloseTo(25 / 65, 9);
    expect(added.has('issuer')).toBe(false);
    expect(addedShares(now, now).size).toBe(0);
  });
});
