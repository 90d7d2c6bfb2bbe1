import { stripRevision } from './flux';
import { parseInventoryId } from './fluxInventory';

const COMMIT = '1111111111111111111111111111111111111111';

describe('what Flux writes', () => {
  it.each([
    [
      'chat_a_apps_Deployment',
      { namespace: 'chat', name: 'a', group: 'apps', kind: 'Deployment' },
    ],
    ['_a__Namespace', { name: 'a', group: '', kind: 'Namespace' }],
    ['__', undefined],
    ['chat', undefined],
  ])('reads the inventory id %s', (id, expected) => {
    expect(parseInventoryId(id)).toEqual(expected);
  });

  it.each([
    [`main@sha1:${COMMIT}`, COMMIT],
    [`v1.2.3@sha256:${'a'.repeat(64)}`, 'a'.repeat(64)],
    [`sha1:${COMMIT}`, COMMIT],
    [`main/${COMMIT}`, COMMIT],
    [`feature/x@sha1:${COMMIT}`, COMMIT],
    ['6.5.4', '6.5.4'],
    [COMMIT, COMMIT],
  ])('reads the revision %s', (revision, expected) => {
    expect(stripRevision(revision)).toBe(expected);
  });
});
