/**
 * The same cards and pages for apps on Backstage's old frontend system.
 *
 * @packageDocumentation
 */
import {
  compatWrapper,
  convertLegacyRouteRef,
} from '@backstage/core-compat-api';
import { Content, Header, Page } from '@backstage/core-components';
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  isModelEntity,
  ModelServingClient,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  changeServiceRouteRef,
  LiveFleet,
  liveFleetApiRef,
  modelServingApiRef,
} from '@modelfleet/backstage-plugin-model-serving-react';
import type { ComponentType } from 'react';
import { fleetRouteRef, modelsRouteRef, templateRouteRef } from './routes';

const routes = {
  models: convertLegacyRouteRef(modelsRouteRef),
  fleet: convertLegacyRouteRef(fleetRouteRef),
  changeService: convertLegacyRouteRef(changeServiceRouteRef),
};
const externalRoutes = { template: convertLegacyRouteRef(templateRouteRef) };

/**
 * The plugin, with the APIs that its cards and pages need, and those of the
 * wizard's fields.
 *
 * @public
 */
export const modelServingPlugin = createPlugin({
  id: 'model-serving',
  apis: [
    createApiFactory({
      api: modelServingApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => ModelServingClient.create(deps),
    }),
    createApiFactory({
      api: liveFleetApiRef,
      deps: { modelServingApi: modelServingApiRef },
      factory: deps => LiveFleet.create(deps),
    }),
  ],
  routes,
  externalRoutes,
});

/**
 * How the rollout of a Model or an inference service goes, by cluster.
 *
 * @public
 */
export const EntityModelRolloutCard = card('EntityModelRolloutCard', () =>
  import('./rollouts').then(m => m.RolloutCard),
);

/**
 * On which GPUs a Model or an inference service runs, by cluster.
 *
 * @public
 */
export const EntityModelGpuCard = card('EntityModelGpuCard', () =>
  import('./gpus').then(m => m.GpuCard),
);

/**
 * How fast a Model or an inference service answers, by cluster.
 *
 * @public
 */
export const EntityModelPerformanceCard = card(
  'EntityModelPerformanceCard',
  () => import('./performance').then(m => m.PerformanceCard),
);

/**
 * What a Model is, and what it may be used for.
 *
 * @public
 */
export const EntityAboutModelCard = card('EntityAboutModelCard', () =>
  import('./about').then(m => m.AboutModelCard),
);

/**
 * The cards about what runs, one below the other, for a tab of an entity's page.
 *
 * @public
 */
export const EntityModelServingContent = card(
  'EntityModelServingContent',
  async () => {
    const [{ ServedEntityLayout }, ...cards] = await Promise.all([
      import('./layout'),
      import('./rollouts').then(m => m.RolloutCard),
      import('./performance').then(m => m.PerformanceCard),
      import('./gpus').then(m => m.GpuCard),
    ]);
    return () => (
      <ServedEntityLayout
        cards={cards.map(Card => ({ type: 'content', element: <Card /> }))}
      />
    );
  },
);

/**
 * All Models of the catalog, with where each runs and how it is doing.
 *
 * @public
 */
export const ModelsPage: () => JSX.Element = modelServingPlugin.provide(
  createRoutableExtension({
    name: 'ModelsPage',
    mountPoint: routes.models,
    component: () => import('./models').then(m => page('Models', m.ModelsPage)),
  }),
);

/**
 * How well each cluster of the fleet can be observed.
 *
 * @public
 */
export const FleetPage: () => JSX.Element = modelServingPlugin.provide(
  createRoutableExtension({
    name: 'FleetPage',
    mountPoint: routes.fleet,
    component: () => import('./fleet').then(m => page('Fleet', m.FleetPage)),
  }),
);

/**
 * Reads what a service asks for from Git and opens the wizard with it. Its
 * path must end in `/:tenant/:service`.
 *
 * @public
 */
export const ChangeServicePage: () => JSX.Element = modelServingPlugin.provide(
  createRoutableExtension({
    name: 'ChangeServicePage',
    mountPoint: routes.changeService,
    component: () =>
      import('./change').then(m => page('Change a service', m.ChangePage)),
  }),
);

/**
 * Whether the cards have something to say of an entity: a Model or an
 * inference service. For `EntitySwitch.Case`.
 *
 * @public
 */
export function isServedEntity(entity: Entity): boolean {
  return (
    isModelEntity(entity) ||
    (entity.kind.toLowerCase() === 'component' &&
      entity.spec?.type === 'inference-service')
  );
}

/**
 * Whether an entity is a Model. For `EntitySwitch.Case`.
 *
 * @public
 */
export function isModel(entity: Entity): boolean {
  return isModelEntity(entity);
}

function card(
  name: string,
  load: () => Promise<ComponentType>,
): () => JSX.Element {
  return modelServingPlugin.provide(
    createComponentExtension({
      name,
      component: { lazy: () => load().then(inBothSystems) },
    }),
  );
}

/** What the new system puts around a page. */
function page(title: string, Component: ComponentType): () => JSX.Element {
  const Body = inBothSystems(Component);
  return () => (
    <Page themeId="tool">
      <Header title={title} />
      <Content>
        <Body />
      </Content>
    </Page>
  );
}

/** The components ask for routes as the new system gives them. */
function inBothSystems(Component: ComponentType): () => JSX.Element {
  return () => compatWrapper(<Component />);
}
