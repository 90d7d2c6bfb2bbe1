import type { PlatformPolicy } from '../../gitops';
import { contextLengthArg } from '../engineArgs';
import type { ServiceFacts } from '../facts';
import { claimOf, costLabelOf, podLabelsOf } from '../labels';
import type { ObjectPath } from '../mergeObject';
import type { ServiceObject } from '../objects/types';
import { operationsOn, readOperationOn } from '../overlay/podOperations';
import type { PatchOperation } from '../overlay/types';
import { BASE_PATHS } from '../paths';
import { hostResources, RESOURCE_PATHS } from '../resources';
import { RESTRICTED_CONTAINER, RESTRICTED_POD, topologySpread } from './pod';
import { readOwnStrategy, strategyComment, strategyOf } from './strategy';
import type { CheckedPlacement } from '../validateRequest';
import type { ServingKind } from './types';

const PREDICTOR = ['spec', 'predictor'] as const;
const MODEL = [...PREDICTOR, 'model'] as const;
const RUNTIME: ObjectPath = [...MODEL, 'runtime'];
const MIN: ObjectPath = [...PREDICTOR, 'minReplicas'];
const MAX: ObjectPath = [...PREDICTOR, 'maxReplicas'];
// Handed to the Deployment that KServe makes; without it, Kubernetes' default
// starts the new replica first.
const STRATEGY: ObjectPath = [...PREDICTOR, 'deploymentStrategy'];
const STRATEGY_POINTER = '/spec/predictor/deploymentStrategy';
const ARGS: ObjectPath = [...MODEL, 'args'];
const RESOURCES = RESOURCE_PATHS.map(path => [...MODEL, 'resources', ...path]);

const MODE = 'serving.kserve.io/deploymentMode';
// KServe's own autoscaler would pull against ours: `external` leaves the
// number of replicas to others (KServe v0.20, reconcilers/autoscaler).
const AUTOSCALER_CLASS = 'serving.kserve.io/autoscalerClass';
// KServe makes no route of its own for a service with this label.
const VISIBILITY = 'networking.kserve.io/visibility';

const RUNTIME_POINTER = '/spec/predictor/model/runtime';

const PLACES = {
  pod: '/spec/predictor',
  container: '/spec/predictor/model',
} as const;

/** KServe's InferenceService (v1beta1, KServe v0.20), in Standard mode. */
export const kserve: ServingKind = {
  runtime: 'kserve',
  kind: {
    group: 'serving.kserve.io',
    version: 'v1beta1',
    kind: 'InferenceService',
  },
  path: BASE_PATHS.inferenceService,
  args: ARGS,
  // KServe's runtimes name the model themselves; what is there is right.
  ownFlags: [],
  pod: PREDICTOR,
  strategy: STRATEGY,
  artifact: [...MODEL, 'storageUri'],
  needed: [MIN, MAX, ARGS, ...RESOURCES],
  object: inferenceService,
  operations({ choices, platform }, placement, base) {
    const { replicas, maxReplicas } = placement;
    const most = choices.autoscaling === 'none' ? replicas : maxReplicas;
    return [
      { op: 'replace', path: '/spec/predictor/minReplicas', value: replicas },
      { op: 'replace', path: '/spec/predictor/maxReplicas', value: most },
      ...(choices.replacement === 'byRoom'
        ? [
            {
              op: 'add',
              path: STRATEGY_POINTER,
              value: strategyOf(placement.replacement),
            },
          ]
        : []),
      ...vendorRuntime(platform, placement),
      ...operationsOn(PLACES, placement, base),
    ];
  },
  readOperation(operation) {
    const { path, value } = operation;
    switch (path) {
      case '/spec/predictor/minReplicas':
        return typeof value === 'number' ? { replicas: value } : undefined;
      case '/spec/predictor/maxReplicas':
        return typeof value === 'number' ? { maxReplicas: value } : undefined;
      case STRATEGY_POINTER: {
        const replacement = readOwnStrategy(value);
        return replacement && { replacement };
      }
      case RUNTIME_POINTER:
        return typeof value === 'string' ? {} : undefined;
      default:
        return readOperationOn(PLACES, operation);
    }
  },
};

/** Of another vendor's GPUs, where the platform has named one. */
function vendorRuntime(
  { kserve: { runtimeRocm } = {} }: PlatformPolicy,
  { resourceName }: CheckedPlacement,
): PatchOperation[] {
  return runtimeRocm !== undefined && resourceName.startsWith('amd.com/')
    ? [{ op: 'add', path: RUNTIME_POINTER, value: runtimeRocm }]
    : [];
}

function inferenceService(facts: ServiceFacts): ServiceObject {
  const { request, choices, labels, platform } = facts;
  const runtime = platform.kserve?.runtime;
  const claim = claimOf(request);
  const isRouted = choices.exposure !== 'internal';
  return {
    path: BASE_PATHS.inferenceService,
    content: {
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata: {
        name: request.service,
        labels: {
          ...labels,
          ...(isRouted ? { [VISIBILITY]: 'cluster-local' } : {}),
        },
        annotations: {
          ...claim,
          [MODE]: 'Standard',
          ...(choices.autoscaling === 'none'
            ? {}
            : { [AUTOSCALER_CLASS]: 'external' }),
        },
      },
      spec: {
        predictor: {
          labels: podLabelsOf(request),
          annotations: claim,
          minReplicas: 1,
          maxReplicas: 1,
          ...(choices.replacement === 'stopFirst'
            ? { deploymentStrategy: strategyOf('stopFirst') }
            : {}),
          ...(choices.hubToken ? { serviceAccountName: request.service } : {}),
          securityContext: RESTRICTED_POD,
          ...topologySpread(facts),
          model: {
            modelFormat: { name: 'huggingface' },
            ...(runtime === undefined ? {} : { runtime }),
            storageUri: request.storageUri,
            args: [
              `--model_name=${request.service}`,
              ...(request.contextLength === undefined
                ? []
                : [contextLengthArg(request.contextLength)]),
            ],
            resources: hostResources(1),
            securityContext: RESTRICTED_CONTAINER,
            terminationMessagePolicy: 'FallbackToLogsOnError',
          },
        },
      },
    },
    comments: [
      {
        at: ARGS,
        text:
          request.contextLength === undefined
            ? 'The name that clients send as "model".'
            : 'The name that clients send as "model", and how many tokens a request may have.',
      },
      ...(choices.replacement === 'stopFirst'
        ? [{ at: STRATEGY, text: strategyComment(choices) }]
        : []),
      {
        at: [...MODEL, 'resources'],
        text:
          'For one GPU; the overlays add the GPUs and raise this for more of them.\n' +
          'All four figures are stated: KServe would fill in 1 CPU and 2Gi, too little to load weights.',
      },
      {
        at: [...MODEL, 'terminationMessagePolicy'],
        text: 'Keeps the last lines of the log of a failed start, which say why.',
      },
    ],
    defaults: [
      ['metadata', 'annotations', MODE],
      RUNTIME,
      MIN,
      MAX,
      STRATEGY,
      ARGS,
      ...RESOURCES,
      [...PREDICTOR, 'securityContext'],
      [...MODEL, 'securityContext'],
      [...MODEL, 'terminationMessagePolicy'],
    ],
    owned: [
      ['metadata', 'labels', VISIBILITY],
      ['metadata', 'labels', costLabelOf(request)],
      ['metadata', 'annotations', AUTOSCALER_CLASS],
      [...PREDICTOR, 'labels', costLabelOf(request)],
      [...PREDICTOR, 'serviceAccountName'],
      [...PREDICTOR, 'topologySpreadConstraints'],
    ],
  };
}
