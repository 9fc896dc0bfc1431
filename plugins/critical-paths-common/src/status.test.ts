import fc from 'fast-check';
import {
  pathState,
  pathStatus,
  stepState,
  stepVerdicts,
  waitsOf,
  type PathStatus,
  type StepHistory,
  type StepLimits,
  type StepMinute,
  type StepVerdict,
} from './index';

const limits: StepLimits = { downBelow: 95, target: 99.9 };

/** A history from one function a list. */
function history(
  length: number,
  minute: (index: number) => StepMinute | undefined,
  before: Partial<{
    valid: (index: number) => number | undefined;
    p95: (index: number) => number | undefined;
  }> = {},
): StepHistory {
  const indexes = Array.from({ length }, (_, index) => index);
  return {
    minutes: indexes.map(minute),
    weekBefore: indexes.map(index => {
      const valid = before.valid?.(index);
      return valid === undefined ? undefined : { valid, bad: 0 };
    }),
    usualP95: indexes.map(index => before.p95?.(index)),
  };
}

const good = (p95 = 100): StepMinute => ({ valid: 1000, bad: 0, p95 });

const stateOf = (h: StepHistory, l = limits) => stepState(stepVerdicts(h, l));

describe('status of a step', () => {
  it('is healthy as long as the history goes, and unknown without one', () => {
    expect(stateOf(history(60, () => good()))).toEqual({ status: 'healthy' });
    expect(stateOf(history(60, () => undefined))).toEqual({
      status: 'unknown',
    });
    expect(stepState([])).toEqual({ status: 'unknown' });
  });

  it('is down since the first bad minute, once three of five are bad', () => {
    const bad = { valid: 1000, bad: 400, p95: 100 };
    const h = history(60, i => (i >= 50 ? bad : good()));
    const verdicts = stepVerdicts(h, limits);
    // Two bad minutes are not yet an outage, but the budget burns.
    expect(verdicts[51].status).toBe('degraded');
    expect(stepState(verdicts)).toEqual({
      status: 'down',
      since: 50,
      trouble: { type: 'errors', successRate: expect.closeTo(0.6, 9) },
    });
  });

  it('is down without requests where a week ago there were some, and unknown where there were none', () => {
    const silent = (i: number) => (i >= 50 ? { valid: 0, bad: 0 } : good());
    expect(stateOf(history(60, silent, { valid: () => 900 }))).toEqual({
      status: 'down',
      since: 50,
      trouble: { type: 'no-requests' },
    });
    expect(stateOf(history(60, silent, { valid: () => 0 })).status).toBe(
      'unknown',
    );
  });

  it('is degraded when it burns its budget fast enough to page', () => {
    // 2 % errors against 0.1 % allowed: 20 times too fast, without a minute of downtime.
    const state = stateOf(
      history(120, i => (i < 40 ? good() : { valid: 1000, bad: 20, p95: 100 })),
    );
    expect(state).toMatchObject({
      status: 'degraded',
      trouble: { type: 'burning', spanSeconds: 3600 },
    });
  });

  it('is degraded when it is slower than its objective, or than twice a week ago', () => {
    const slow = (i: number) => good(i >= 50 ? 450 : 100);
    expect(stateOf(history(60, slow, { p95: () => 200 }))).toEqual({
      status: 'degraded',
      since: 50,
      trouble: { type: 'slow', p95: 450, limit: 400, objective: false },
    });
    expect(stateOf(history(60, slow), { ...limits, p95: 300 })).toEqual({
      status: 'degraded',
      since: 50,
      trouble: { type: 'slow', p95: 450, limit: 300, objective: true },
    });
    // The objective alone counts where there is one.
    expect(
      stateOf(history(60, slow, { p95: () => 100 }), { ...limits, p95: 500 })
        .status,
    ).toBe('healthy');
    // Nothing to compare with, or too few requests for a percentile.
    expect(stateOf(history(60, slow)).status).toBe('healthy');
    expect(
      stateOf(history(60, i => ({ ...slow(i), valid: 19 }), { p95: () => 100 }))
        .status,
    ).toBe('healthy');
  });

  it('neither raises an alarm for one odd minute nor ends one for one good minute', () => {
    const odd = history(60, i => good(i === 55 ? 900 : 100), {
      p95: () => 100,
    });
    expect(stepVerdicts(odd, limits).map(v => v.status)).toEqual(
      Array.from({ length: 60 }, () => 'healthy'),
    );
    const lull = history(60, i => good(i >= 30 && i !== 57 ? 900 : 100), {
      p95: () => 100,
    });
    expect(stateOf(lull)).toMatchObject({ status: 'degraded', since: 30 });
  });

  it('gives every minute a verdict whose onset is not after it', () => {
    const minute = fc.option(
      fc.record({
        valid: fc.nat({ max: 500 }),
        bad: fc.constant(0),
        p95: fc.double({ min: 1, max: 1000, noNaN: true }),
      }),
      { nil: undefined },
    );
    fc.assert(
      fc.property(fc.array(minute, { minLength: 1, maxLength: 40 }), list => {
        const verdicts = stepVerdicts(
          history(list.length, i => list[i], {
            valid: () => 5,
            p95: () => 100,
          }),
          limits,
        );
        expect(verdicts).toHaveLength(list.length);
        for (const [index, { onset }] of verdicts.entries()) {
          expect(onset).toBeLessThanOrEqual(index);
          expect(onset).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

const step = (
  id: string,
  after: string[] = [],
  requirement: 'required' | 'optional' | 'asynchronous' = 'required',
) => ({
  id,
  component: `component:default/${id}`,
  transactions: ['t'],
  after,
  requirement,
});

const spec = {
  steps: [
    step('gateway'),
    step('a', ['gateway']),
    step('b', ['gateway']),
    step('ledger', ['a', 'b']),
    step('mail', ['ledger'], 'asynchronous'),
    step('hint', ['ledger'], 'optional'),
  ],
  groups: [{ id: 'ab', require: 1, steps: ['a', 'b'] }],
};

const statusWith = (changes: Record<string, PathStatus>) =>
  pathStatus(
    spec,
    new Map(
      spec.steps.map(({ id }) => [id, changes[id] ?? ('healthy' as const)]),
    ),
  );

describe('status of a path', () => {
  it('is that of the worst required step', () => {
    expect(statusWith({})).toBe('healthy');
    expect(statusWith({ ledger: 'degraded' })).toBe('degraded');
    expect(statusWith({ ledger: 'degraded', gateway: 'down' })).toBe('down');
    expect(statusWith({ mail: 'down', hint: 'down' })).toBe('healthy');
  });

  it('needs k of n of a group', () => {
    expect(statusWith({ a: 'down' })).toBe('healthy');
    expect(statusWith({ a: 'down', b: 'degraded' })).toBe('degraded');
    expect(statusWith({ a: 'down', b: 'down' })).toBe('down');
  });

  it('never looks green when nobody knows, and never hides what is known', () => {
    expect(statusWith({ ledger: 'unknown' })).toBe('unknown');
    expect(statusWith({ ledger: 'unknown', gateway: 'degraded' })).toBe(
      'degraded',
    );
    expect(pathStatus(spec, new Map())).toBe('unknown');
  });

  it('never gets better when a step gets worse', () => {
    const order: PathStatus[] = ['healthy', 'unknown', 'degraded', 'down'];
    const statuses = fc.array(fc.nat({ max: 3 }), {
      minLength: 6,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        statuses,
        fc.nat({ max: 5 }),
        fc.nat({ max: 3 }),
        (levels, index, level) => {
          const of = (list: number[]) =>
            order.indexOf(
              pathStatus(
                spec,
                new Map(spec.steps.map(({ id }, i) => [id, order[list[i]]])),
              ),
            );
          const worse = levels.map((value, i) =>
            i === index ? Math.max(value, level) : value,
          );
          expect(of(worse)).toBeGreaterThanOrEqual(of(levels));
        },
      ),
    );
  });
});

describe('state of a path', () => {
  const verdicts = (
    ...list: Array<[PathStatus, number, number?]>
  ): StepVerdict[] =>
    list.flatMap(([status, length, onset]) =>
      Array.from({ length }, (_, i) => ({
        status,
        onset: onset ?? i,
      })),
    );
  const dependencies = new Map([
    ['component:default/gateway', ['component:default/a']],
    ['component:default/a', ['component:default/ledger']],
  ]);
  const waits = waitsOf({ steps: spec.steps, entry: 'gateway', dependencies });

  it('blames the step that the others wait for, since the first of them was wrong', () => {
    const healthy = verdicts(['healthy', 20]);
    const state = pathState(
      spec,
      new Map([
        ['gateway', verdicts(['healthy', 12], ['degraded', 8, 10])],
        ['a', healthy],
        ['b', healthy],
        ['ledger', verdicts(['healthy', 12], ['degraded', 8, 8])],
        ['mail', healthy],
        ['hint', healthy],
      ]),
      waits,
    );
    expect(state).toEqual({ status: 'degraded', since: 8, causes: ['ledger'] });
  });

  it('has no beginning when it is older than the history, and no cause when healthy', () => {
    const of = (status: PathStatus) =>
      new Map(spec.steps.map(({ id }) => [id, verdicts([status, 5])]));
    expect(pathState(spec, of('down'), waits)).toMatchObject({
      status: 'down',
      since: undefined,
    });
    expect(pathState(spec, of('healthy'), waits)).toEqual({
      status: 'healthy',
      since: undefined,
      causes: [],
    });
    expect(pathState(spec, new Map(), waits)).toEqual({
      status: 'unknown',
      causes: [],
    });
  });

  it('names several steps when they are wrong for themselves, and all when they wait in a circle', () => {
    const sick = new Map(
      spec.steps.map(({ id }) => [
        id,
        verdicts([id === 'gateway' || id === 'ledger' ? 'down' : 'healthy', 3]),
      ]),
    );
    expect(
      pathState(
        spec,
        sick,
        waitsOf({
          steps: spec.steps,
          entry: 'gateway',
          dependencies: new Map([
            ['component:default/gateway', ['component:default/a']],
          ]),
        }),
      ).causes,
    ).toEqual(['gateway', 'ledger']);
    expect(
      pathState(
        spec,
        sick,
        new Map([
          ['gateway', new Set(['ledger'])],
          ['ledger', new Set(['gateway'])],
        ]),
      ).causes,
    ).toEqual(['gateway', 'ledger']);
  });
});
