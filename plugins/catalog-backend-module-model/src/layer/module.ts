import { createBackendModule } from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { ModelRulesProcessor } from '../kind';
import { modelCatalogModelLayer } from './modelCatalogModelLayer';

/**
 * Adds the kind Model to the catalog model.
 *
 * @alpha
 */
export const catalogModuleModelLayer = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'model-layer',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        model: catalogModelExtensionPoint,
      },
      async init({ catalog, model }) {
        // An own source and not provideStaticCatalogModel(): that module has a
        // fixed id, which the adopter may be using already.
        model.addModelSource(
          CatalogModelSources.static([modelCatalogModelLayer]),
        );
        catalog.addProcessor(ModelRulesProcessor.create());
      },
    });
  },
});
