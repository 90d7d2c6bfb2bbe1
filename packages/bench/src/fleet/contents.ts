import { condition, environment, metadata } from './metadata';
import {
  servingObjects,
  type ServiceIdentity,
  type SimulatedObject,
} from './serving';

const SERVICES = 50;
const UNRELATED_PODS = 500;
const NAMESPACES = 5;
const MODELS = 25;
const NODES = 14;
const GPUS_PER_NODE = '8';
/** One service of each cluster is found in so many clusters only. */
export const GROUP_SIZE = 10;

export const NAMESPACE_NAMES: readonly string[] = Array.from(
  { length: NAMESPACES },
  (_, index) => `team-${index}`,
);

function sharedService(index: number): ServiceIdentity {
  return {
    name: `service-${index}`,
    namespace: `team-${index % NAMESPACES}`,
    model: `model-${index % MODELS}`,
  };
}

/** The services that every cluster runs. */
export const SHARED_SERVICES: readonly ServiceIdentity[] = Array.from(
  { length: SERVICES - 1 },
  (_, index) => sharedService(index),
);

/** The one of them whose cards are looked at. */
export const VIEWED_SERVICE: ServiceIdentity = sharedService(0);

/** The service that only the cluster and its neighbours run. */
export function groupService(cluster: number): ServiceIdentity {
  return {
    name: `group-${Math.floor(cluster / GROUP_SIZE)}`,
    namespace: 'team-0',
    model: 'model-of-groups',
  };
}

/** What all clusters have in common; made once, as nothing in it differs. */
export function commonObjects(): SimulatedObject[] {
  return [
    ...Array.from({ length: NODES }, (_, index) => node(`node-${index}`)),
    ...SHARED_SERVICES.flatMap(servingObjects),
    ...Array.from({ length: UNRELATED_PODS }, (_, index) =>
      unrelatedPod(index),
    ),
  ];
}

function node(name: string): SimulatedObject {
  const resources = {
    cpu: '128',
    memory: '1Ti',
    'nvidia.com/gpu': GPUS_PER_NODE,
  };
  return {
    resource: 'nodes',
    object: {
      metadata: metadata('Node', {
        name,
        labels: { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3' },
      }),
      spec: {},
      status: {
        allocatable: resources,
        capacity: resources,
        conditions: [condition('Ready')],
      },
    },
  };
}

/** An ordinary web application's pod, about as large as one of a model. */
function unrelatedPod(index: number): SimulatedObject {
  const name = `web-${index}`;
  return {
    resource: 'pods',
    object: {
      metadata: metadata('Pod', {
        name,
        namespace: `web-${index % 20}`,
        labels: { app: name },
        controller: { kind: 'ReplicaSet', name: `web-${index % 20}` },
      }),
      spec: {
        nodeName: `node-${index % NODES}`,
        containers: [
          {
            name: 'web',
            image: 'registry.example/web:1.2.3',
            env: environment(24),
            resources: { limits: { cpu: '1', memory: '1Gi' } },
          },
        ],
      },
      status: {
        phase: 'Running',
        conditions: [condition('Ready')],
        containerStatuses: [
          {
            name: 'web',
            ready: true,
            restartCount: 0,
            image: 'registry.example/web:1.2.3',
            state: { running: { startedAt: '2026-01-05T08:01:00Z' } },
          },
        ],
      },
    },
  };
}
