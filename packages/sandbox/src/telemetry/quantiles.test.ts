import { normalQuantile, normalShare, STRATA } from './quantiles';

/** The smallest representative up to which the strata hold a share of the requests. */
function representative(share: number, spread: number): number {
  const stratum = STRATA.find(({ to }) => to >= share - 1e-12)!;
  return Math.exp(spread * stratum.deviate);
}

describe('strata', () => {
  it('cover every request once', () => {
    expect(STRATA[0].from).toBe(0);
    expect(STRATA[STRATA.length - 1].to).toBe(1);
    for (const [index, { from }] of STRATA.slice(1).entries()) {
      expect(from).toBe(STRATA[index].to);
    }
  });

  it.each([50, 75, 90, 95, 99, 99.9])(
    'hold the %d th percentile exactly',
    p => {
      for (const spread of [0.3, 0.7, 1.2]) {
        expect(representative(p / 100, spread)).toBeCloseTo(
          Math.exp(spread * normalQuantile(p / 100)),
          6,
        );
      }
    },
  );

  it('are off by less than a fifth anywhere up to the 99.9th percentile', () => {
    for (let share = 0.2; share < 0.999; share += 0.001) {
      const exact = Math.exp(0.75 * normalQuantile(share));
      const error = Math.abs(representative(share, 0.75) / exact - 1);
      expect(error).toBeLessThan(0.2);
    }
  });
});

it('inverts the normal distribution', () => {
  for (const share of [0.0005, 0.01, 0.2, 0.5, 0.77, 0.95, 0.999]) {
    expect(normalShare(normalQuantile(share))).toBeCloseTo(share, 6);
  }
});
