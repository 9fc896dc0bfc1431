import type { Scope } from '../model/scopes';
import { isUnderWay, withAsked } from './followListings';

const now = Date.parse('2026-11-28T14:00:00Z');
const fresh: Scope = {
  provider: 'company',
  account: '222233334444',
  region: 'us-east-1',
  status: 'fresh',
  items: 3,
  lastSuccessAt: '2026-11-28T13:50:00Z',
  nextRunAt: '2026-11-28T14:10:00Z',
};

describe('listings are under way', () => {
  it.each<[string, Partial<Scope>, boolean]>([
    ['none runs, is due or was asked for', {}, false],
    ['one runs', { running: true, nextRunAt: undefined }, true],
    ['one is due', { nextRunAt: '2026-11-28T14:00:00Z' }, true],
    ['one was never made', { status: 'never' }, true],
    [
      'one has failed and waits for its turn',
      { status: 'never', reason: 'AWS denied access' },
      false,
    ],
  ])('when %s: %#', (_, change, expected) => {
    expect(isUnderWay([{ ...fresh, ...change }], {}, now)).toBe(expected);
  });

  it('when one was asked for, until it worked or failed', () => {
    const asked = withAsked({}, fresh);
    const isNow = (change: Partial<Scope>) =>
      isUnderWay([{ ...fresh, ...change }], asked, now);
    expect(isNow({})).toBe(true);
    expect(isNow({ region: 'sa-east-1' })).toBe(false);
    expect(isNow({ lastSuccessAt: '2026-11-28T14:00:00Z' })).toBe(false);
    expect(isNow({ lastErrorAt: '2026-11-28T14:00:00Z' })).toBe(false);
  });
});
