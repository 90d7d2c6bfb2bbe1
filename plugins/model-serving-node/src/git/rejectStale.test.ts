import { fingerprintOf } from './fingerprintOf';
import { rejectStale } from './rejectStale';

const before = new Map([['a', '1']]);
const now = new Map([['a', '2']]);
const change = { changed: ['a'], removed: [] };

it('refuses what others would lose', () => {
  expect(() => rejectStale(fingerprintOf(before), now, change)).toThrow(
    'open the change again',
  );
});

it.each([
  ['nobody changed it', fingerprintOf(now), change],
  ['nothing would change', fingerprintOf(before), { changed: [], removed: [] }],
  ['it is not known what it was begun from', undefined, change],
])('takes a change when %s', (_, startedFrom, rendered) => {
  expect(() => rejectStale(startedFrom, now, rendered)).not.toThrow();
});
