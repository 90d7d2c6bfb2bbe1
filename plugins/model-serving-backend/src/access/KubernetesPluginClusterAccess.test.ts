import { mockServices } from '@backstage/backend-test-utils';
import { createKubernetesClusterHandOver } from '@modelfleet/backstage-plugin-model-serving-node';
import { KubernetesPluginClusterAccess } from './KubernetesPluginClusterAccess';

const PEM = '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n';
const { signal } = new AbortController();

function create(
  options: { clusters?: object[]; more?: object[]; handOverMs?: number } = {},
) {
  const handOver = createKubernetesClusterHandOver();
  const logger = mockServices.logger.mock();
  const access = KubernetesPluginClusterAccess.create({
    config: mockServices.rootConfig({
      data: {
        kubernetes: {
          clusterLocatorMethods: [
            { type: 'config', clusters: [...(options.clusters ?? [])] },
            ...(options.more ?? []),
          ],
        },
      },
    }),
    logger,
    handOver,
    environment: {},
    handOverMs: options.handOverMs ?? 1,
  });
  return { access, handOver, logger };
}

const eu = {
  name: 'eu',
  title: 'Europe',
  url: 'https://eu.example.com/',
  authProvider: 'localKubectlProxy',
  caData: Buffer.from(PEM).toString('base64'),
};

describe('KubernetesPluginClusterAccess', () => {
  it('reads the config locator when nothing is handed over, and says so', async () => {
    const { access, logger } = create({
      clusters: [eu],
      more: [{ type: 'catalog' }],
    });
    const [cluster] = await access.list({ signal });
    expect(cluster).toEqual({
      name: 'eu',
      title: 'Europe',
      serverUrl: 'https://eu.example.com',
      skipTlsVerify: false,
      certificateAuthority: PEM,
    });
    expect(cluster && (await access.credential(cluster, { signal }))).toEqual({
      type: 'none',
    });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('not observed: catalog'),
    );
    await access.list({ signal });
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it("prefers the plugin's own clusters, even when they come late", async () => {
    const { access, handOver } = create({ clusters: [eu] });
    await access.list({ signal });
    handOver.provide({
      getClusters: async () => [
        { name: 'us', url: 'https://us', authMetadata: {} },
        { name: 'us', url: 'https://again', authMetadata: {} },
      ],
      getCredential: async () => ({
        type: 'x509 client certificate',
        cert: 'c',
        key: 'k',
      }),
    });
    const [cluster, ...others] = await access.list({ signal });
    expect(others).toEqual([]);
    expect(cluster).toMatchObject({ name: 'us', serverUrl: 'https://us' });
    expect(cluster && (await access.credential(cluster, { signal }))).toEqual({
      type: 'x509',
      certificate: 'c',
      key: 'k',
    });
  });

  it.each([
    ['google', {}, 'googleServiceAccount'],
    ['oidc', { oidcTokenProvider: 'okta' }, 'okta'],
    ['aks', {}, "'azure'"],
  ])(
    'says why a cluster of %s cannot be observed',
    async (authProvider, more, hint) => {
      const { access } = create({
        clusters: [{ name: 'c', url: 'https://c', authProvider, ...more }],
      });
      const [cluster] = await access.list({ signal });
      expect(cluster?.unsupported).toContain(hint);
    },
  );

  it.each([
    [{ caData: 'bm8=' }, 'caData'],
    [{ caFile: '/does/not/exist' }, '/does/not/exist'],
    [{ url: 'eu' }, "'eu'"],
  ])('says what is wrong with %j', async (change, hint) => {
    const { access } = create({
      clusters: [{ ...eu, caData: undefined, ...change }],
    });
    const [cluster] = await access.list({ signal });
    expect(cluster?.unsupported).toContain(hint);
  });

  it('misses no cluster when it is asked twice at the same time', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const { access } = create({
      clusters: names.map(name => ({ ...eu, name })),
    });
    const lists = await Promise.all(names.map(() => access.list({ signal })));
    for (const list of lists) {
      expect(list.map(({ name }) => name)).toEqual(names);
    }
  });
});
