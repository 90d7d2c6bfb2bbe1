import { addBuckets, histogramQuantile } from './histogram';

const BUCKETS = [
  { le: 0.1, value: 10 },
  { le: 0.5, value: 50 },
  { le: 1, value: 90 },
  { le: Infinity, value: 100 },
];

describe('histogramQuantile', () => {
  // As histogram_quantile of Prometheus 2.42 gives them.
  it.each([
    [0.05, 0.05],
    [0.5, 0.5],
    [0.7, 0.75],
    [0.9, 1],
    [0.95, 1],
    [0.3, 0.3],
  ])('finds the quantile %d', (share, value) => {
    expect(histogramQuantile(share, BUCKETS)).toBeCloseTo(value, 10);
  });

  it.each([
    ['no buckets', []],
    ['no infinite bucket', BUCKETS.slice(0, 3)],
    ['nothing observed', BUCKETS.map(({ le }) => ({ le, value: 0 }))],
    ['only NaN', BUCKETS.map(({ le }) => ({ le, value: NaN }))],
  ])('has none of %s', (_name, buckets) => {
    expect(histogramQuantile(0.95, buckets)).toBeUndefined();
  });

  it('bears buckets that fall, in any order', () => {
    const uneven = [
      { le: Infinity, value: 100 },
      { le: 1, value: 89.999 },
      { le: 0.5, value: 90 },
    ];
    expect(histogramQuantile(0.5, uneven)).toBeCloseTo(0.2778, 4);
  });
});

describe('addBuckets', () => {
  it('adds up pods, and leaves out what is no number', () => {
    expect(
      addBuckets([
        { le: 1, value: 2 },
        { le: Infinity, value: 3 },
        { le: 1, value: 4 },
        { le: Infinity, value: NaN },
        { value: 9 },
      ]),
    ).toEqual([
      { le: 1, value: 6 },
      { le: Infinity, value: 3 },
    ]);
  });
});
