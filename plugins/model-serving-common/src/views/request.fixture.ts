import type { Entity } from '@backstage/catalog-model';
import {
  conditions,
  deployment,
  deploymentStatus,
  inferenceService,
  type Json,
} from '../fleet/__fixtures__/objects';
import {
  staticFleet,
  type StaticCluster,
} from '../fleet/__fixtures__/staticFleet';
import type { GitOpsRepository } from '../gitops/types';
import type { ViewRequest } from './types';

export const MODEL: Entity = {
  apiVersion: 'modelfleet.dev/v1alpha1',
  kind: 'Model',
  metadata: { name: 'llama', namespace: 'default' },
  spec: {
    artifacts: [
      { name: 'bf16', uri: 'hf://meta-llama/Llama-3.1-8B-Instruct' },
      { name: 'awq', uri: 'oci://registry.example.com/models/llama:awq' },
    ],
  },
};

export const REPOSITORY: GitOpsRepository = {
  id: 'fleet',
  url: 'https://git.example.com/fleet.git',
  branch: 'main',
  root: 'fleet',
  delivery: 'argocd',
  directPush: false,
  clusters: ['hub', 'east', 'west'],
  tenants: [
    {
      name: 'chat',
      owner: 'group:default/chat-team',
      namespaces: ['chat'],
      clusters: ['hub', 'east', 'west'],
    },
    {
      name: 'vision',
      owner: 'group:default/vision-team',
      namespaces: ['vision'],
      clusters: ['west'],
    },
  ],
};

/** A Component of the tenant `chat`, from its folder in the repository. */
export function service(
  name: string,
  clusters: readonly string[],
  options: { annotations?: Record<string, string>; owner?: string } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: options.annotations ?? {
        'modelfleet.dev/repository': 'fleet',
        'modelfleet.dev/path': `fleet/chat/${name}`,
      },
    },
    spec: {
      type: 'inference-service',
      owner: options.owner ?? 'chat-team',
      dependsOn: [
        'model:default/llama',
        'resource:default/some-database',
        ...clusters.map(cluster => `resource:default/${cluster}`),
      ],
    },
  };
}

export function requestFor(
  entity: Entity,
  clusters: readonly StaticCluster[],
  options: Partial<ViewRequest> = {},
): ViewRequest {
  return {
    fleet: staticFleet(...clusters),
    entity,
    services: entity.kind === 'Component' ? [entity] : [],
    models: [MODEL],
    repositories: [REPOSITORY],
    ...options,
  };
}

/** What a service's folder makes in a cluster, ready or not. */
export function served(
  name: string,
  options: {
    namespace?: string;
    replicas?: number;
    ready?: number;
    claim?: boolean;
    predictor?: Json;
    labels?: Record<string, string>;
  } = {},
): Json[] {
  const replicas = options.replicas ?? 1;
  const ready = options.ready ?? replicas;
  const up = ready === replicas ? 'True' : 'Unknown';
  return [
    inferenceService(name, {
      ...(options.namespace && { namespace: options.namespace }),
      ...(options.predictor && { predictor: options.predictor }),
      ...(options.labels && { labels: options.labels }),
      annotations:
        options.claim === false
          ? {}
          : {
              'modelfleet.dev/service-ref': `component:default/${name}`,
              'modelfleet.dev/model-ref': 'model:default/llama',
            },
      status: {
        conditions: conditions({
          PredictorReady: up,
          IngressReady: up,
          Ready: up,
        }),
      },
    }),
    deployment(`${name}-predictor`, {
      controller: 'InferenceService',
      replicas,
      status: deploymentStatus(replicas, ready),
      ...(options.namespace && {
        metadata: { namespace: options.namespace },
      }),
    }),
  ];
}
