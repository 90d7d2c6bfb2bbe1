import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { readAuthor } from './author';

function authorWith(profile: JsonObject | undefined) {
  return readAuthor({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({
      entities: profile
        ? [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'User',
              metadata: { name: 'ana' },
              spec: { profile },
            },
          ]
        : [],
    }),
    caller: {
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/ana'),
    },
  });
}

describe('readAuthor', () => {
  it.each<[string, JsonObject | undefined, string, string]>([
    [
      'a profile',
      { displayName: 'Ana Ü', email: 'ana@example.com' },
      'Ana Ü',
      'ana@example.com',
    ],
    ['no entity', undefined, 'ana', 'ana@users.noreply.invalid'],
    ['an empty profile', {}, 'ana', 'ana@users.noreply.invalid'],
    [
      'a name that ends a header',
      { displayName: 'Ana <root@x>\nauthor: b' },
      'Ana root@x author: b',
      'ana@users.noreply.invalid',
    ],
    [
      'an address that is none',
      { displayName: '<>', email: 'a@b> <c' },
      'ana',
      'ana@users.noreply.invalid',
    ],
  ])('reads %s', async (_, profile, name, email) => {
    expect(await authorWith(profile)).toEqual({
      entityRef: 'user:default/ana',
      name,
      email,
    });
  });
});
