import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { GitOpsEntityProvider } from './gitops';
import { ModelEntityProcessor } from './kind';

/**
 * Teaches the catalog the kind Model, and brings in the inference services
 * that the configured GitOps repositories hold.
 *
 * @public
 */
export const catalogModuleModel = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'model',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, config, logger, scheduler }) {
        catalog.addProcessor(ModelEntityProcessor.create());
        catalog.addEntityProvider(
          GitOpsEntityProvider.fromConfig(config, { logger, scheduler }),
        );
      },
    });
  },
});
