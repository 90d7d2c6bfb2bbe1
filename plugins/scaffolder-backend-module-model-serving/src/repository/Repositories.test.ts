import { mockServices } from '@backstage/backend-test-utils';
import { ConfiguredRepositories } from './Repositories';

function repositories(requireScmUserCredentials?: boolean) {
  return ConfiguredRepositories.fromConfig(
    mockServices.rootConfig({
      data: {
        ...(requireScmUserCredentials === undefined
          ? {}
          : { scaffolder: { requireScmUserCredentials } }),
        integrations: {
          gitea: [{ host: 'git.example.com' }],
        },
      },
    }),
  );
}

describe('ConfiguredRepositories', () => {
  it("takes the person's token before what is configured", () => {
    expect(repositories(true).credentialsForWriting('own')).toMatchObject({
      password: 'own',
    });
    expect(repositories().credentialsForWriting(undefined)).toBeUndefined();
  });

  it('falls back to nothing where own credentials are required', () => {
    expect(() => repositories(true).credentialsForWriting(undefined)).toThrow(
      'needs your own credentials',
    );
  });

  it('says that configuration differs', () => {
    expect(() => repositories().client('other')).toThrow(
      "knows no repository 'other'",
    );
  });

  it.each([
    [
      'https://github.com/acme/fleet',
      'https://github.com/acme/fleet/commit/c0',
    ],
    [
      'https://gitlab.com/acme/fleet.git',
      'https://gitlab.com/acme/fleet/-/commit/c0',
    ],
    [
      'https://git.example.com/acme/fleet.git',
      'https://git.example.com/acme/fleet/commit/c0',
    ],
    ['http://127.0.0.1:7100/git/fleet.git', undefined],
  ])('knows the page of a commit in %s', (url, page) => {
    expect(repositories().commitUrl(url, 'c0')).toBe(page);
  });
});
