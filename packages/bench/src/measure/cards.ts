import { VIEWED_SERVICE } from '../fleet/contents';
import type { Asked } from './Viewer';

/** What a card asks each time that it refreshes. */
export interface Card {
  readonly name: string;
  asked(): Asked;
}

const SERVICE = VIEWED_SERVICE.name;
/** The cards of the Kubernetes plugin refresh so often, in seconds. */
export const REFRESH_SECONDS = 10;

function ours(name: string, kind: string, entity: string, view: string): Card {
  return {
    name,
    asked: () => ({
      path: `/api/model-serving/entities/${kind}/default/${entity}/${view}`,
    }),
  };
}

/** The card that is held against those of the Kubernetes plugin. */
export const rolloutCard = ours(
  'rollout of a service that runs everywhere',
  'component',
  SERVICE,
  'rollouts',
);

export const otherCards: readonly Card[] = [
  ours(
    'rollout of a service in ten clusters',
    'component',
    'group-0',
    'rollouts',
  ),
  ours('GPUs of a service that runs everywhere', 'component', SERVICE, 'gpus'),
  ours('GPUs of a service in ten clusters', 'component', 'group-0', 'gpus'),
  ours(
    'rollout of a Model that two services of each cluster use',
    'model',
    VIEWED_SERVICE.model,
    'rollouts',
  ),
  {
    name: 'all clusters',
    asked: () => ({ path: '/api/model-serving/clusters' }),
  },
];

/** What the Kubernetes plugin's frontend reads of the entity. */
const ENTITY = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: SERVICE,
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-id': SERVICE },
  },
  spec: { type: 'inference-service' },
};

/** The requests of the Kubernetes plugin's card. */
export const kubernetesCard: Card = {
  name: 'POST /services',
  asked: () => ({
    method: 'POST',
    path: `/api/kubernetes/services/${SERVICE}`,
    body: { auth: {}, entity: ENTITY },
  }),
};

/** The lighter question: one list in each cluster. */
export const kubernetesQuery: Card = {
  name: 'POST /resources/custom/query',
  asked: () => ({
    method: 'POST',
    path: '/api/kubernetes/resources/custom/query',
    body: {
      auth: {},
      entityRef: `component:default/${SERVICE}`,
      customResources: [
        {
          group: 'serving.kserve.io',
          apiVersion: 'v1beta1',
          plural: 'inferenceservices',
        },
      ],
    },
  }),
};
