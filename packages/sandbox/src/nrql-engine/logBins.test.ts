import fc from 'fast-check';
import { binOf, RELATIVE_ERROR, valueOf } from './logBins';

const number = fc.oneof(
  fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
  fc.double({ noNaN: true, min: 1e-6, max: 1e4 }),
);

describe('bins', () => {
  it('say every number within the stated error', () => {
    fc.assert(
      fc.property(number, value => {
        const error = Math.abs(valueOf(binOf(value)) - value);
        expect(error).toBeLessThanOrEqual(
          Math.abs(value) * RELATIVE_ERROR * (1 + 1e-9) + 1e-9,
        );
      }),
    );
  });

  it('keep the order of numbers, and mirror the negative ones', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(binOf(Math.min(a, b))).toBeLessThanOrEqual(
          binOf(Math.max(a, b)),
        );
        expect(binOf(-a) + binOf(a)).toBe(0);
      }),
    );
  });
});
