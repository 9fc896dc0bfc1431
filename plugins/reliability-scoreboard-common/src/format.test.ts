import fc from 'fast-check';
import { formatMeasure } from './format';
import type { Unit } from './words';

describe('formatMeasure', () => {
  it.each<[number, Unit, string]>([
    [1, 'ratio', '100 %'],
    [0.999, 'ratio', '99.9 %'],
    [0.99982, 'ratio', '99.982 %'],
    [0.9999999, 'ratio', '99.9999 %'],
    [0.9971, 'ratio', '99.71 %'],
    [0.814, 'ratio', '81.4 %'],
    [0.7, 'ratio', '70 %'],
    [0, 'ratio', '0 %'],
    [480.4, 'milliseconds', '480 ms'],
    [12_345, 'milliseconds', '12\u202f345 ms'],
    [42, 'seconds', '42 s'],
    [720, 'seconds', '12 min'],
    [9000, 'seconds', '2.5 h'],
    [259_200, 'seconds', '3 days'],
    [0.25, 'per-day', '0.3 a day'],
    [1, 'yes-no', 'yes'],
    [3, 'count', '3'],
  ])('%d %s is %s', (value, unit, text) => {
    expect(formatMeasure({ value, unit })).toBe(text);
  });

  it('says of how many', () => {
    expect(formatMeasure({ value: 5, unit: 'count', of: 6 })).toBe('5 of 6');
  });

  it('law: never shows all of it while something is missing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1 - 1e-9, noNaN: true }), value => {
        expect(formatMeasure({ value, unit: 'ratio' })).not.toBe('100 %');
      }),
    );
  });
});
