import type { FilterPredicate } from '@backstage/filter-predicates';
import {
  EntityCardBlueprint,
  EntityContentLayoutBlueprint,
  EntityIconLinkBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { useChangeIconLink } from './change';
import { useDeployIconLink } from './deploy';

const models: FilterPredicate = { kind: 'Model' };
const services: FilterPredicate = {
  kind: 'Component',
  'spec.type': 'inference-service',
};
const servedEntities: FilterPredicate = {
  $any: [models, services],
};

export const rolloutCard = EntityCardBlueprint.make({
  name: 'rollout',
  params: {
    type: 'content',
    filter: servedEntities,
    loader: () => import('./rollouts').then(m => <m.RolloutCard />),
  },
});

export const gpuCard = EntityCardBlueprint.make({
  name: 'gpus',
  params: {
    type: 'content',
    filter: servedEntities,
    loader: () => import('./gpus').then(m => <m.GpuCard />),
  },
});

export const performanceCard = EntityCardBlueprint.make({
  name: 'performance',
  params: {
    type: 'content',
    filter: servedEntities,
    loader: () => import('./performance').then(m => <m.PerformanceCard />),
  },
});

export const aboutModelCard = EntityCardBlueprint.make({
  name: 'about-model',
  params: {
    type: 'info',
    filter: models,
    loader: () => import('./about').then(m => <m.AboutModelCard />),
  },
});

export const deployIconLink = EntityIconLinkBlueprint.make({
  name: 'deploy',
  params: { filter: models, useProps: useDeployIconLink },
});

export const changeIconLink = EntityIconLinkBlueprint.make({
  name: 'change',
  params: { filter: services, useProps: useChangeIconLink },
});

export const servedEntityLayout = EntityContentLayoutBlueprint.make({
  name: 'served',
  params: {
    filter: servedEntities,
    loader: () => import('./layout').then(m => m.ServedEntityLayout),
  },
});
