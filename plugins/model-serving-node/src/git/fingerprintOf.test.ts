import { fingerprintOf } from './fingerprintOf';

it('tells files apart, in whatever order they come', () => {
  const files = (...entries: [string, string][]) =>
    fingerprintOf(new Map(entries));
  const one = files(['a', '1'], ['b', '2']);
  expect(files(['b', '2'], ['a', '1'])).toBe(one);
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  const others = [
    files(['a', '1']),
    files(['a', '1'], ['b', '3']),
    files(['a', '1","b'], ['', '2']),
    files(['a', '12'], ['b', '']),
    files(),
  ];
  expect(new Set([one, ...others]).size).toBe(6);
});
