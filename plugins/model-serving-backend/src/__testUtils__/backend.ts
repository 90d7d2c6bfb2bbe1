import {
  createBackendModule,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  clusterAccessServiceRef,
  modelServingAdaptersExtensionPoint,
} from '@modelfleet/backstage-plugin-model-serving-node';
import type { FleetSink } from '@modelfleet/backstage-plugin-model-serving-node';
import request from 'supertest';
import modelServing from '..';

const CONFIG = {
  modelServing: {
    gitops: {
      repositories: [
        {
          id: 'fleet',
          url: 'https://git.example.com/fleet.git',
          root: 'fleet',
          delivery: 'argocd',
          directPush: true,
          clusters: ['eu', 'us', 'lost'],
          tenants: [
            { name: 'chat', owner: 'chat-team', namespaces: ['chat'] },
            {
              name: 'vision',
              owner: 'vision-team',
              namespaces: ['vision', 'lab'],
            },
          ],
          credentials: { password: 's3cret' },
        },
      ],
    },
  },
};

function component(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
    spec: { type: 'inference-service' },
    relations: [
      { type: 'ownedBy', targetRef: owner },
      { type: 'dependsOn', targetRef: 'model:default/llama' },
    ],
  };
}

const ENTITIES: Entity[] = [
  component('support-chat', 'group:default/chat-team'),
  component('inspector', 'group:default/vision-team'),
  {
    apiVersion: 'modelfleet.dev/v1alpha1',
    kind: 'Model',
    metadata: { name: 'llama', namespace: 'default' },
    spec: {},
    relations: [
      { type: 'dependencyOf', targetRef: 'component:default/support-chat' },
    ],
  },
];

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
export const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** A decision that depends on the resource. */
export function condition(
  resourceType: string,
  rule: string,
  params: Record<string, string[]>,
): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'model-serving',
    resourceType,
    conditions: { resourceType, rule, params },
  };
}

interface Policy {
  'model-serving.fleet.read'?: AuthorizeResult.DENY;
  'model-serving.cluster.read'?: PolicyDecision;
  'model-serving.workload.read'?: PolicyDecision;
  'model-serving.doctor.read'?: AuthorizeResult.DENY;
  'model-serving.service.change'?: PolicyDecision;
}

const stops: (() => Promise<void>)[] = [];

/** Stops what was started since the last call. */
export async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0)) {
    await stop();
  }
}

/** The plugin in a backend, with two clusters that a test source reports. */
export async function start(
  options: { policy?: Policy; features?: readonly BackendFeature[] } = {},
) {
  const policy = options.policy ?? {};
  let sink: FleetSink | undefined;
  const signals = { publish: jest.fn(async () => {}) };
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result:
          permission.name === 'model-serving.fleet.read' ||
          permission.name === 'model-serving.doctor.read'
            ? policy[permission.name] ?? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      })),
    authorizeConditional: async requests =>
      requests.map(
        ({ permission: { name } }) =>
          (name === 'model-serving.cluster.read' ||
          name === 'model-serving.workload.read' ||
          name === 'model-serving.service.change'
            ? policy[name]
            : DENY) ?? ALLOW,
      ),
  });
  const auditor = mockServices.auditor.mock();
  const event = { success: jest.fn(), fail: jest.fn() };
  auditor.createEvent.mockResolvedValue(event);
  const backend = await startTestBackend({
    features: [
      modelServing,
      ...(options.features ?? []),
      mockServices.rootConfig.factory({ data: CONFIG }),
      catalogServiceMock.factory({ entities: ENTITIES }),
      mockServices.userInfo.mock({
        getUserInfo: async () => ({
          userEntityRef: 'user:default/guest',
          ownershipEntityRefs: ['group:default/chat-team'],
        }),
      }).factory,
      permissions.factory,
      auditor.factory,
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => signals,
      }),
      createServiceFactory({
        service: clusterAccessServiceRef,
        deps: {},
        factory: () => ({
          list: async () => [],
          credential: async () => ({ type: 'none' as const }),
        }),
      }),
      createBackendModule({
        pluginId: 'model-serving',
        moduleId: 'test-source',
        register(env) {
          env.registerInit({
            deps: { adapters: modelServingAdaptersExtensionPoint },
            async init({ adapters }) {
              adapters.addFleetSource({
                id: 'test',
                run: async given => {
                  sink = given;
                  for (const name of ['eu', 'us']) {
                    given.upsertCluster({ name, title: name }).state({
                      status: 'live',
                      confirmedAt: '2026-01-01T00:00:00.000Z',
                      forbidden: [],
                    });
                  }
                },
              });
            },
          });
        },
      }),
    ],
  });
  stops.push(() => backend.stop());
  if (!sink) {
    throw new Error('The source was not started');
  }
  const base = '/api/model-serving';
  return {
    sink,
    signals,
    event,
    audit: auditor.createEvent,
    get: (path: string) => request(backend.server).get(`${base}${path}`),
    plan: (body: object) =>
      request(backend.server).post(`${base}/changes`).send(body),
    post: (path: string, body: object) =>
      request(backend.server).post(`${base}${path}`).send(body),
  };
}
