import { createBackend } from '@backstage/backend-defaults';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  kubernetesAuthStrategyExtensionPoint,
  type AuthenticationStrategy,
} from '@backstage/plugin-kubernetes-node';
import fs from 'node:fs/promises';

/**
 * Reads a cluster's token from the file that its configuration names, as
 * adopters do whose tokens are renewed by something else.
 */
const tokenFileStrategy: AuthenticationStrategy = {
  async getCredential({ name, authMetadata }) {
    const file = authMetadata['kubernetes.io/token-file'];
    if (!file) throw new Error(`Cluster ${name} has no token file`);
    return {
      type: 'bearer token',
      token: (await fs.readFile(file, 'utf8')).trim(),
    };
  },
  validateCluster: () => [],
  presentAuthMetadata: () => ({}),
};

const tokenFiles = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'token-files',
  register(env) {
    env.registerInit({
      deps: { strategies: kubernetesAuthStrategyExtensionPoint },
      async init({ strategies }) {
        strategies.addAuthStrategy('tokenFile', tokenFileStrategy);
      },
    });
  },
});

const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(tokenFiles);
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@modelfleet/backstage-plugin-model-serving-backend'));
backend.add(
  import(
    '@modelfleet/backstage-plugin-kubernetes-backend-module-model-serving'
  ),
);
backend.add(
  import('@modelfleet/backstage-plugin-catalog-backend-module-model'),
);
backend.start();
