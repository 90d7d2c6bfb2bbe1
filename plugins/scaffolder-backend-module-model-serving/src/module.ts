import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createBootstrapAction } from './bootstrap/createBootstrapAction';
import { HttpFleetAccess } from './fleet/FleetAccess';
import { createPlanAction } from './plan/createPlanAction';
import { createGitPushAction } from './push/createGitPushAction';
import { createPullRequestAction } from './pullRequest/createPullRequestAction';
import { createRemoveAction } from './remove/createRemoveAction';
import { createRenderAction } from './render/createRenderAction';
import { ConfiguredRepositories } from './repository/Repositories';
import { createValidateAction } from './validate/createValidateAction';
import { createCatalogWaitAction } from './wait/createCatalogWaitAction';
import { createNextWaveAction } from './waves/createNextWaveAction';
import { createStopWavesAction } from './waves/createStopWavesAction';
import { createRolloutWaitAction } from './wait/createRolloutWaitAction';

/** Adds the actions `model-serving:…` to the scaffolder. @public */
export const scaffolderModuleModelServing = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'model-serving',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        userInfo: coreServices.userInfo,
      },
      async init({ actions, auth, catalog, config, discovery, userInfo }) {
        const fleet = HttpFleetAccess.create({ auth, discovery });
        const repositories = ConfiguredRepositories.fromConfig(config);
        actions.addActions(
          createPlanAction({ fleet, catalog, repositories }),
          createRenderAction({ fleet, catalog, repositories }),
          createRemoveAction({ fleet, repositories }),
          createBootstrapAction({ auth, userInfo, catalog, repositories }),
          createValidateAction({ fleet }),
          createGitPushAction({ auth, fleet, catalog, repositories }),
          createPullRequestAction({ auth, fleet, catalog, repositories }),
          createCatalogWaitAction({ catalog }),
          createRolloutWaitAction({ fleet }),
          createNextWaveAction({ fleet, repositories }),
          createStopWavesAction({ fleet, repositories }),
        );
      },
    });
  },
});
