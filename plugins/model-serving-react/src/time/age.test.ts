import { ageStep, describeAge, describeDuration } from './age';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

it.each([
  [-5 * SECOND, 'just now'],
  [0, 'just now'],
  [9_999, 'just now'],
  [10 * SECOND, '10 s ago'],
  [59 * SECOND, '59 s ago'],
  [MINUTE, '1 min ago'],
  [59 * MINUTE, '59 min ago'],
  [HOUR, '1 h ago'],
  [47 * HOUR, '47 h ago'],
  [48 * HOUR, '2 days ago'],
])('describes an age of %d ms as %s', (age, text) => {
  expect(describeAge(age)).toBe(text);
});

it.each([
  [-5 * SECOND, 'some seconds'],
  [0, 'some seconds'],
  [59 * SECOND, '59 s'],
  [3 * 24 * HOUR, '3 days'],
])('describes how long %d ms are as %s', (age, text) => {
  expect(describeDuration(age)).toBe(text);
});

it.each([
  [0, 10 * SECOND],
  [30 * SECOND, 10 * SECOND],
  [5 * MINUTE, MINUTE],
  [3 * HOUR, HOUR],
])('never leaves an age of %d ms wrong for more than %d ms', (age, most) => {
  expect(ageStep(age)).toBeLessThanOrEqual(most);
});
