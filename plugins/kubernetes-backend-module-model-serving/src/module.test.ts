import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { kubernetesObjectsProviderExtensionPoint } from '@backstage/plugin-kubernetes-node';
import {
  createKubernetesClusterHandOver,
  kubernetesClusterSourceServiceRef,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import moduleModelServing from '.';

const kubernetes = {
  serviceLocatorMethod: { type: 'multiTenant' },
  clusterLocatorMethods: [
    {
      type: 'config',
      clusters: [
        {
          name: 'eu',
          url: 'https://eu.example.com',
          authProvider: 'serviceAccount',
          serviceAccountToken: 't0ken',
        },
      ],
    },
  ],
};

/** Another module that wants the slot, as an adopter may have. */
const adopter = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'adopter',
  register(env) {
    env.registerInit({
      deps: { slot: kubernetesObjectsProviderExtensionPoint },
      async init({ slot }) {
        slot.addObjectsProvider(async ({ getDefault }) => getDefault());
      },
    });
  },
});

async function start(options: { config: object; modules: BackendFeature[] }) {
  const handOver = createKubernetesClusterHandOver();
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const backend = await startTestBackend({
    features: [
      kubernetesPlugin,
      ...options.modules,
      catalogServiceMock.factory(),
      logger.factory,
      mockServices.rootConfig.factory({ data: { ...options.config } }),
      createServiceFactory({
        service: kubernetesClusterSourceServiceRef,
        deps: {},
        factory: () => handOver,
      }),
    ],
  });
  try {
    return {
      logger,
      result: await handOver.wait(AbortSignal.timeout(1_000)),
    };
  } finally {
    await backend.stop();
  }
}

describe('kubernetes module for model-serving', () => {
  it("hands over the plugin's clusters and credentials", async () => {
    const { result } = await start({
      config: { kubernetes },
      modules: [moduleModelServing],
    });
    if (result?.status !== 'provided') {
      throw new Error(`Nothing was provided: ${JSON.stringify(result)}`);
    }
    const [cluster, ...others] = await result.source.getClusters();
    expect(others).toEqual([]);
    expect(cluster).toMatchObject({ name: 'eu' });
    expect(cluster && (await result.source.getCredential(cluster))).toEqual({
      type: 'bearer token',
      token: 't0ken',
    });
  });

  it.each([
    ['after', [adopter, moduleModelServing]],
    ['before', [moduleModelServing, adopter]],
  ])(
    'stands back and says so when it is registered %s a module that takes the slot',
    async (_, modules) => {
      const { result, logger } = await start({
        config: { kubernetes },
        modules,
      });
      expect(result).toMatchObject({ status: 'declined' });
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining("only the clusters of the 'config' locator"),
      );
    },
  );

  it('declines without configuration', async () => {
    const { result } = await start({
      config: {},
      modules: [moduleModelServing],
    });
    expect(result).toMatchObject({ status: 'declined' });
  });
});
