import fc from 'fast-check';
import { effectiveTier } from './tier';
import type { Tier } from './words';

const path = (
  title: string,
  requirement: 'required' | 'optional' | 'asynchronous' = 'required',
  tier?: Tier,
) => ({ entityRef: `criticalpath:default/${title}`, title, requirement, tier });
const service = {
  lifecycle: 'production',
  clientFacing: false,
  paths: [] as ReturnType<typeof path>[],
};

describe('effectiveTier', () => {
  it('is raised by the paths that cannot do without the service, and says which', () => {
    expect(
      effectiveTier({
        ...service,
        declared: 2,
        paths: [path('Card authorization'), path('Payouts', 'required', 1)],
      }),
    ).toEqual({ tier: 0, reason: 'on Card authorization', fastLane: false });
    expect(
      effectiveTier({ ...service, paths: [path('A'), path('B'), path('C')] })
        .reason,
    ).toBe('on A, B and C');
  });

  it('is said to come from the paths that ask for it, even if it is declared', () => {
    const reason = (declared: Tier) =>
      effectiveTier({ ...service, declared, paths: [path('A', 'required', 1)] })
        .reason;
    expect(reason(2)).toBe('on A');
    expect(reason(1)).toBe('on A');
    expect(reason(0)).toBe('declared');
  });

  it('is not raised by paths that can do without it', () => {
    expect(
      effectiveTier({
        ...service,
        declared: 2,
        paths: [path('A', 'optional'), path('B', 'asynchronous')],
      }),
    ).toMatchObject({ tier: 2, reason: 'declared' });
  });

  it('assumes a tier of who declares none', () => {
    expect(effectiveTier(service)).toMatchObject({
      tier: 2,
      reason: 'assumed, none is declared',
    });
  });

  it('has a fast lane for experiments that no client and no path needs', () => {
    const experiment = { ...service, lifecycle: 'experimental' };
    expect(effectiveTier(experiment).fastLane).toBe(true);
    expect(effectiveTier({ ...experiment, clientFacing: true }).fastLane).toBe(
      false,
    );
    expect(
      effectiveTier({ ...experiment, paths: [path('A', 'optional')] }).fastLane,
    ).toBe(false);
    expect(effectiveTier(service).fastLane).toBe(false);
  });

  it('law: another path never makes a service less critical', () => {
    const tier = fc.constantFrom<Tier>(0, 1, 2, 3);
    const paths = fc.array(
      fc.record({
        entityRef: fc.string(),
        title: fc.string(),
        requirement: fc.constantFrom('required', 'optional', 'asynchronous'),
        tier: fc.option(tier, { nil: undefined }),
      }),
    );
    fc.assert(
      fc.property(
        fc.option(tier, { nil: undefined }),
        paths,
        (declared, all) => {
          const tiers = all.map(
            (_, count) =>
              effectiveTier({
                ...service,
                declared,
                paths: all.slice(0, count),
              }).tier,
          );
          expect(tiers).toEqual(tiers.toSorted((a, b) => b - a));
        },
      ),
    );
  });
});
