import { greeting } from './greeting';

describe('greeting', () => {
  it.each([
    [4, 'Good evening'],
    [5, 'Good morning'],
    [11, 'Good morning'],
    [12, 'Good afternoon'],
    [18, 'Good afternoon'],
    [19, 'Good evening'],
  ])('goes by the hour: %i', (hour, words) => {
    expect(greeting(new Date(2026, 0, 5, hour))).toBe(words);
  });

  it('uses the first name, when there is one', () => {
    const noon = new Date(2026, 0, 5, 12);
    expect(greeting(noon, 'Ana Lucía Rojas')).toBe('Good afternoon, Ana');
    expect(greeting(noon, '  ')).toBe('Good afternoon');
  });
});
