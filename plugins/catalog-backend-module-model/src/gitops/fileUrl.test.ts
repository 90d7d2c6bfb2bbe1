import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { repository } from '../__testUtils__/repository';
import { fileUrl } from './fileUrl';

describe('fileUrl', () => {
  const integrations = ScmIntegrations.fromConfig(
    new ConfigReader({
      integrations: {
        bitbucketServer: [{ host: 'bitbucket.example.com' }],
        gitea: [{ host: 'gitea.example.com' }],
      },
    }),
  );

  it.each([
    [
      'https://github.com/acme/fleet.git',
      'https://github.com/acme/fleet/blob/main/fleet/chat/a%20b/catalog-info.yaml',
    ],
    [
      'https://gitlab.com/acme/sub/fleet',
      'https://gitlab.com/acme/sub/fleet/-/blob/main/fleet/chat/a%20b/catalog-info.yaml',
    ],
    [
      'https://bitbucket.org/acme/fleet.git',
      'https://bitbucket.org/acme/fleet/src/main/fleet/chat/a%20b/catalog-info.yaml',
    ],
    [
      'https://bitbucket.example.com/scm/ACME/fleet.git',
      'https://bitbucket.example.com/projects/ACME/repos/fleet/browse/fleet/chat/a%20b/catalog-info.yaml?at=main',
    ],
    [
      'https://gitea.example.com/acme/fleet.git',
      'https://gitea.example.com/acme/fleet/src/branch/main/fleet/chat/a%20b/catalog-info.yaml',
    ],
    [
      'https://dev.azure.com/acme/infra/_git/fleet',
      'https://dev.azure.com/acme/infra/_git/fleet?path=/fleet/chat/a%20b/catalog-info.yaml&version=GBmain',
    ],
    [
      'https://git.example.com/fleet.git',
      'https://git.example.com/fleet.git/fleet/chat/a%20b/catalog-info.yaml',
    ],
  ])('of %s', (url, expected) => {
    expect(
      fileUrl(
        integrations,
        repository({ url }),
        'fleet/chat/a b/catalog-info.yaml',
      ),
    ).toBe(expected);
  });

  it.each([
    'https://github.com/acme/fleet.git',
    'https://gitlab.com/acme/fleet.git',
    'https://bitbucket.org/acme/fleet.git',
    'https://gitea.example.com/acme/fleet.git',
    'https://dev.azure.com/acme/infra/_git/fleet',
  ])('gives an address that the integration of %s can work with', url => {
    const address = fileUrl(integrations, repository({ url }), 'a/b.yaml');
    const integration = integrations.byUrl(url);
    expect(integration?.resolveEditUrl(address)).toMatch(/^https:/);
    expect(integration?.resolveUrl({ url: './', base: address })).toMatch(
      /^https:/,
    );
  });
});
