import type { ServiceFacts } from '../facts';
import { claimOf, costLabelOf, podLabelsOf } from '../labels';
import type { ObjectPath } from '../mergeObject';
import type { ServiceObject } from '../objects/types';
import { operationsOn, readOperationOn } from '../overlay/podOperations';
import { BASE_PATHS } from '../paths';
import { RESOURCE_PATHS } from '../resources';
import { ENGINE, vllmContainer } from './container';
import { loadingSeconds, rolloutSeconds } from './loading';
import { RESTRICTED_POD, topologySpread } from './pod';
import {
  baseReplacement,
  readOwnStrategy,
  strategyComment,
  strategyOf,
} from './strategy';
import type { ServingKind } from './types';
import { volumesOf, VOLUMES } from './volumes';
import { weightsSourceOf } from './vllmModel';

const POD = ['spec', 'template', 'spec'] as const;
const CONTAINER = [...POD, 'containers', `[${ENGINE}]`] as const;
const ARGS: ObjectPath = [...CONTAINER, 'args'];
const REPLICAS: ObjectPath = ['spec', 'replicas'];
const RESOURCES = RESOURCE_PATHS.map(path => [
  ...CONTAINER,
  'resources',
  ...path,
]);
const STRATEGY: ObjectPath = ['spec', 'strategy'];
const STRATEGY_POINTER = '/spec/strategy';
const POD_POINTER = '/spec/template/spec';
const USER = 1000;
/** Requests in flight may be answered for so long before a pod is ended. */
const GRACE_SECONDS = 120;

/** A Deployment with vLLM: what runs where there is no KServe. */
export const deployment: ServingKind = {
  runtime: 'deployment',
  kind: { group: 'apps', version: 'v1', kind: 'Deployment' },
  path: BASE_PATHS.deployment,
  args: ARGS,
  ownFlags: ['--revision', '--served-model-name', '--port'],
  pod: POD,
  strategy: STRATEGY,
  needed: [ARGS, ...RESOURCES],
  object: vllmDeployment,
  operations({ choices, platform }, placement, base) {
    const container = `${POD_POINTER}/containers/${base.container}`;
    const hub = platform.mirrors?.find(
      ({ cluster }) => cluster === placement.cluster,
    )?.hub;
    return [
      ...(choices.autoscaling === 'none'
        ? [{ op: 'add', path: '/spec/replicas', value: placement.replicas }]
        : []),
      ...(choices.replacement === 'byRoom'
        ? [
            {
              op: 'add',
              path: STRATEGY_POINTER,
              value: strategyOf(placement.replacement),
            },
          ]
        : []),
      ...operationsOn({ pod: POD_POINTER, container }, placement, base),
      ...(hub
        ? [
            {
              op: 'add',
              path: `${container}/env/-`,
              value: { name: 'HF_ENDPOINT', value: hub },
            },
          ]
        : []),
    ];
  },
  readOperation(operation) {
    const { path, value } = operation;
    if (path === '/spec/replicas') {
      return typeof value === 'number' ? { replicas: value } : undefined;
    }
    if (path === STRATEGY_POINTER) {
      const replacement = readOwnStrategy(value);
      return replacement && { replacement };
    }
    const [container = `${POD_POINTER}/containers/0`] =
      /^\/spec\/template\/spec\/containers\/\d+/.exec(path) ?? [];
    if (path === `${container}/env/-`) {
      return isHubEndpoint(value) ? {} : undefined;
    }
    return readOperationOn({ pod: POD_POINTER, container }, operation);
  },
};

function isHubEndpoint(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    value.name === 'HF_ENDPOINT'
  );
}

function vllmDeployment(facts: ServiceFacts): ServiceObject {
  const { request, choices, platform, labels, podLabels, workload } = facts;
  const claim = claimOf(request);
  const source = weightsSourceOf(request.model.artifact, request.storageUri);
  const loading = loadingSeconds(
    request.model.artifact.sizeBytes,
    platform.loading?.bytesPerSecond,
  );
  return {
    path: BASE_PATHS.deployment,
    content: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: workload, labels, annotations: claim },
      spec: {
        ...(choices.autoscaling === 'none' ? { replicas: 1 } : {}),
        revisionHistoryLimit: 3,
        progressDeadlineSeconds: rolloutSeconds(loading),
        strategy: strategyOf(baseReplacement(choices)),
        selector: { matchLabels: podLabels },
        template: {
          metadata: {
            labels: { ...podLabelsOf(request), ...podLabels },
            annotations: claim,
          },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            terminationGracePeriodSeconds: GRACE_SECONDS,
            securityContext: {
              ...RESTRICTED_POD,
              runAsUser: USER,
              runAsGroup: USER,
              fsGroup: USER,
              fsGroupChangePolicy: 'OnRootMismatch',
            },
            ...topologySpread(facts),
            containers: [vllmContainer(facts, source, loading)],
            volumes: volumesOf(facts, source),
          },
        },
      },
    },
    comments: [
      {
        at: ['spec', 'progressDeadlineSeconds'],
        text: 'Scheduling, the image, and the weights as long as they may take.',
      },
      { at: STRATEGY, text: strategyComment(choices) },
      ...containerComments(request.contextLength !== undefined),
    ],
    defaults: [
      REPLICAS,
      ['spec', 'revisionHistoryLimit'],
      STRATEGY,
      [...POD, 'terminationGracePeriodSeconds'],
      [...POD, 'securityContext'],
      ARGS,
      [...CONTAINER, 'lifecycle'],
      [...CONTAINER, 'livenessProbe'],
      [...CONTAINER, 'readinessProbe'],
      [...CONTAINER, 'securityContext'],
      ...RESOURCES,
    ],
    owned: [
      ['metadata', 'labels', costLabelOf(request)],
      ...(choices.autoscaling === 'none' ? [] : [REPLICAS]),
      ['spec', 'template', 'metadata', 'labels', costLabelOf(request)],
      [...POD, 'topologySpreadConstraints'],
      ...['HF_TOKEN', 'HF_HUB_OFFLINE', 'TRANSFORMERS_OFFLINE'].map(name => [
        ...CONTAINER,
        'env',
        `[${name}]`,
      ]),
      [...CONTAINER, 'volumeMounts', `[${VOLUMES.model}]`],
      [...POD, 'volumes', `[${VOLUMES.model}]`],
      [...POD, 'volumes', `[${VOLUMES.weights}]`, 'emptyDir'],
      [...POD, 'volumes', `[${VOLUMES.weights}]`, 'persistentVolumeClaim'],
    ],
  };
}

function containerComments(hasContextLength: boolean) {
  return [
    {
      at: ARGS,
      text: `The model, the name that clients send as "model"${
        hasContextLength ? ', and how many tokens a request may have' : ''
      }.`,
    },
    {
      at: [...CONTAINER, 'startupProbe'],
      text: 'vLLM answers when the weights are loaded; this is how long they may take.',
    },
    {
      at: [...CONTAINER, 'resources'],
      text: 'For one GPU; the overlays add the GPUs and raise this for more of them.',
    },
    {
      at: [...CONTAINER, 'terminationMessagePolicy'],
      text: 'Keeps the last lines of the log of a failed start, which say why.',
    },
  ];
}
