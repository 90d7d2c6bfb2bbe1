import { readOptions } from './options';

it.each([
  [['--help'], /^Unknown option '--help'\nnpm run bench/],
  [['--clusters', 'many'], /^'many' is no number.*\nnpm run bench/],
  [['--output'], /^Option '--output <value>' argument missing\nnpm run bench/],
])('refuses %j with what there is', (args, words) => {
  expect(() => readOptions(args)).toThrow(words);
});

it('reads sizes, 0 for none', () => {
  expect(readOptions(['--clusters', '0', '--scale', '300'])).toMatchObject({
    clusters: [],
    scale: 300,
    changesPerSecond: 1_000,
    quick: false,
  });
});
