import { createBackendModule } from '@backstage/backend-plugin-api';
import { modelServingAdaptersExtensionPoint } from '@modelfleet/backstage-plugin-model-serving-node';
import { modelServerAdapter } from './exampleAdapter';

const modelServerModule = createBackendModule({
  pluginId: 'model-serving',
  moduleId: 'model-server',
  register(env) {
    env.registerInit({
      deps: { adapters: modelServingAdaptersExtensionPoint },
      async init({ adapters }) {
        adapters.addWorkloadAdapter(modelServerAdapter);
      },
    });
  },
});

export default modelServerModule;
