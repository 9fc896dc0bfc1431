import { axisSpan, chartPoints, unknownSpans, valueDomain } from './chartData';

const axis = {
  begin: '2026-11-24T10:00:00.000Z',
  end: '2026-11-24T10:25:00.000Z',
  bucketSeconds: 300,
  length: 5,
};
const at = (minute: number) =>
  Date.parse('2026-11-24T10:00:00Z') + minute * 60_000;
const line = {
  current: [1, null, null, 4, null],
  previous: [1, 2, 3, 4, null],
};

describe('chartPoints', () => {
  it('keeps gaps as gaps', () => {
    const points = chartPoints({ axis, line, span: axisSpan(axis) });
    expect(points.map(point => point.current)).toEqual([
      1,
      undefined,
      undefined,
      4,
      undefined,
    ]);
    expect(points[3]).toEqual({ time: at(15), current: 4, previous: 4 });
  });

  it('cuts to a zoom, with the bucket in which it begins', () => {
    const span = { begin: at(7), end: at(15) };
    const times = chartPoints({ axis, line, span }).map(point => point.time);
    expect(times).toEqual([at(5), at(10), at(15)]);
  });
});

describe('unknownSpans', () => {
  it('joins neighbouring gaps', () => {
    const points = chartPoints({ axis, line, span: axisSpan(axis) });
    expect(unknownSpans({ points, bucketSeconds: 300 })).toEqual([
      { begin: at(5), end: at(15) },
      { begin: at(20), end: at(25) },
    ]);
  });
});

describe('valueDomain', () => {
  const points = (...values: number[]) =>
    values.map((current, time) => ({ time, current, previous: undefined }));

  it('begins at zero and leaves room for the target', () => {
    const [low, high] = valueDomain({
      points: points(100, 200),
      target: 300,
      from: 'zero',
    });
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(300);
  });

  it.each([
    [0.9995, 0.999],
    [0.994, 0.99],
    [0.97, 0.95],
    [0.2, 0],
    [1, 0.9999],
  ])('takes for a rate down to %d the floor %d', (least, floor) => {
    expect(
      valueDomain({
        points: points(1, least),
        target: undefined,
        from: 'floor',
      }),
    ).toEqual([floor, 1]);
  });

  it('has an axis when nothing is known', () => {
    expect(
      valueDomain({ points: [], target: undefined, from: 'zero' }),
    ).toEqual([0, 1]);
  });
});
