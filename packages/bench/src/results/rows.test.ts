import { row } from './rows';

describe('a row', () => {
  it.each([
    ['below', 10, { atMost: 20 }, undefined, true],
    ['at the limit', 20, { atMost: 20 }, undefined, true],
    ['above', 20.1, { atMost: 20 }, undefined, false],
    ['not a number', NaN, { atMost: 20 }, undefined, false],
    ['times less', 10, { timesLess: 100 }, 1_000, true],
    ['not enough times less', 10, { timesLess: 100 }, 999, false],
    ['without a peer', 10, { timesLess: 100 }, undefined, false],
    ['one of two', 30, { atMost: 20, timesLess: 2 }, 1_000, false],
  ])('tells whether its target is met: %s', (_, value, target, peer, met) => {
    const options = { target, ...(peer !== undefined && { peer }) };
    expect(row('card', value, 'ms', options).met).toBe(met);
  });

  it('says nothing of targets and peers that it has not got', () => {
    expect(row('heap', 123.456, 'MB')).toEqual({
      name: 'heap',
      value: 123,
      unit: 'MB',
    });
  });

  it('has no ratio to nothing', () => {
    const { ratio } = row('requests', 0, 'requests', { peer: 96 });
    expect(ratio).toBeUndefined();
  });
});
