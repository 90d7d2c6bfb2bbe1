import { percentile } from './percentile';

describe('percentile', () => {
  it.each([
    [50, [3, 1, 2], 2],
    [95, Array.from({ length: 100 }, (_, index) => index + 1), 95],
    [95, [7], 7],
    [0, [2, 1], 1],
    [100, [2, 1], 2],
  ])('%d of %j', (percent, values, expected) => {
    expect(percentile(values, percent)).toBe(expected);
  });

  it('is no number of nothing', () => {
    expect(percentile([], 50)).toBeNaN();
  });
});
