import { readPageState, writePageState, type PageState } from './pageState';

const defaults: PageState = {
  range: '24h',
  compare: true,
  table: false,
  percentile: 'p95',
  zoom: undefined,
};

describe('the state of a page', () => {
  it('survives the URL, whatever it is', () => {
    const state: PageState = {
      range: '7d',
      compare: false,
      table: true,
      percentile: 'p99',
      zoom: {
        begin: Date.parse('2026-11-24T10:00:00Z'),
        end: Date.parse('2026-11-24T11:00:00Z'),
      },
    };
    const url = writePageState(new URLSearchParams(), state).toString();
    expect(readPageState(new URLSearchParams(url))).toEqual(state);
  });

  it('keeps the URL short by default, and what belongs to others in it', () => {
    const params = new URLSearchParams('range=7d&namespace=other');
    expect(writePageState(params, defaults).toString()).toBe('namespace=other');
  });

  it('falls back on what it does not understand', () => {
    const params = new URLSearchParams(
      'range=3y&percentile=p42&from=yesterday&to=2026-11-24T10:00:00Z',
    );
    expect(readPageState(params)).toEqual(defaults);
  });

  it('takes no zoom that ends before it begins', () => {
    const params = new URLSearchParams(
      'from=2026-11-24T11:00:00Z&to=2026-11-24T10:00:00Z',
    );
    expect(readPageState(params).zoom).toBeUndefined();
  });
});
