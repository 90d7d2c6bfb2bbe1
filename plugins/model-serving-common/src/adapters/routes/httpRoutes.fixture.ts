import {
  conditions,
  deployment,
  deploymentStatus,
  pod,
  type Json,
} from '../../fleet/__fixtures__/objects';
import type { StaticCluster } from '../../fleet/__fixtures__/staticFleet';
import { assessOne } from '../assessOne.fixture';
import { custom, NAME } from '../reported.fixture';

// Status objects as Gateway API v1.6 describes them in its CRDs.
export const routeOf = custom('gateway.networking.k8s.io/v1', 'HTTPRoute');
export const gatewayOf = custom('gateway.networking.k8s.io/v1', 'Gateway');
export const serviceOf = custom('v1', 'Service');
export const formerPoolOf = custom(
  'inference.networking.x-k8s.io/v1alpha2',
  'InferencePool',
);
export const LABELS = { app: NAME };
export const PARENT = { name: 'public', namespace: 'gateways' };
export const YOUNG = { creationTimestamp: '2026-11-23T11:58:00Z' };

export type Found = Parameters<typeof conditions>[0];

export function parent(found: Found, more: Json = {}): Json {
  return {
    parentRef: PARENT,
    controllerName: 'example.com/gateway',
    conditions: conditions(found).map(condition => ({
      ...condition,
      observedGeneration: 1,
      ...more,
    })),
  };
}

export const FINE = parent({ Accepted: 'True', ResolvedRefs: 'True' });

export function route(
  statuses: readonly Json[] = [FINE],
  options: { spec?: Json; metadata?: Json; backend?: Json } = {},
): Json {
  return routeOf({
    metadata: { name: 'to-chat', generation: 1, ...options.metadata },
    spec: {
      parentRefs: [PARENT],
      hostnames: ['chat.example.com'],
      rules: [{ backendRefs: [options.backend ?? { name: 'chat', port: 80 }] }],
      ...options.spec,
    },
    status: { parents: statuses },
  });
}

export function gateway(found: Found, more: Json = {}): Json {
  return gatewayOf({
    metadata: { ...PARENT, generation: 1 },
    status: {
      conditions: conditions(found).map(condition => ({
        ...condition,
        observedGeneration: 1,
        ...more,
      })),
    },
  });
}

export const UP = gateway({ Accepted: 'True', Programmed: 'True' });
export const SERVICE = serviceOf({
  metadata: { name: 'chat' },
  spec: { selector: LABELS },
});

/** A model that is up, with what leads to it. */
export function judge(
  objects: readonly Json[],
  options: Partial<StaticCluster> = {},
  ready = 1,
) {
  return assessOne(
    [
      deployment(NAME, { status: deploymentStatus(1, ready) }),
      pod('p', { node: 'a', ready: ready > 0, labels: LABELS }),
      SERVICE,
      ...objects,
    ],
    options,
  ).judgement;
}

/** The address of a model that is up, or idle, with what leads to it. */
export function urlOf(objects: readonly Json[], replicas = 1) {
  return assessOne([
    deployment(NAME, {
      replicas,
      status: deploymentStatus(replicas, replicas),
    }),
    ...(replicas > 0
      ? [pod('p', { node: 'a', ready: true, labels: LABELS })]
      : []),
    SERVICE,
    ...objects,
  ]).url;
}

export const LISTENERS = {
  spec: {
    listeners: [
      { name: 'http', protocol: 'HTTP', port: 80 },
      { name: 'https', protocol: 'HTTPS', port: 443 },
    ],
  },
};

export const HEALTHY = {
  verdict: 'healthy',
  message: '1 of 1 replica serves.',
};
