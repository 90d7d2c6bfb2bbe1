import { MODELFLEET_ANNOTATIONS } from '../gitops';
import { ConflictError } from '@backstage/errors';
import type { Document } from 'yaml';
import {
  contextLengthArg,
  contextLengthOf,
  setContextLength,
} from './engineArgs';
import { hostResources } from './resources';
import type { CheckedRequest } from './validateRequest';
import {
  commentOver,
  defaultAt,
  formatDocument,
  newDocument,
  readDocument,
  setAt,
  valueAt,
} from './yamlText';

/** Group, version and kind of what is rendered. */
export const INFERENCE_SERVICE = {
  group: 'serving.kserve.io',
  version: 'v1beta1',
  kind: 'InferenceService',
} as const;

const API_VERSION = `${INFERENCE_SERVICE.group}/${INFERENCE_SERVICE.version}`;
const MODEL = ['spec', 'predictor', 'model'] as const;
const ARGS = [...MODEL, 'args'];

/**
 * KServe's InferenceService (v1beta1, KServe v0.20) for one service, without
 * accelerators: how many and which is what the overlays say.
 */
export function renderInferenceService(request: CheckedRequest): string {
  const claim = claimOf(request);
  const document = newDocument({
    apiVersion: API_VERSION,
    kind: INFERENCE_SERVICE.kind,
    metadata: {
      name: request.service,
      labels: labelsOf(request),
      annotations: {
        ...claim,
        'serving.kserve.io/deploymentMode': 'Standard',
      },
    },
    spec: {
      predictor: {
        annotations: claim,
        minReplicas: 1,
        maxReplicas: 1,
        model: {
          modelFormat: { name: 'huggingface' },
          storageUri: request.storageUri,
          args: argsOf(request),
          resources: hostResources(1),
          terminationMessagePolicy: 'FallbackToLogsOnError',
        },
      },
    },
  });
  commentOver(
    document,
    [...MODEL, 'args'],
    request.contextLength === undefined
      ? 'The name that clients send as "model".'
      : 'The name that clients send as "model", and how many tokens a request may have.',
  );
  commentOver(
    document,
    [...MODEL, 'resources'],
    'For one GPU; the overlays add the GPUs and raise this for more of them.\n' +
      'All four figures are stated: KServe would fill in 1 CPU and 2Gi, too little to load weights.',
  );
  commentOver(
    document,
    [...MODEL, 'terminationMessagePolicy'],
    'Keeps the last lines of the log of a failed start, which say why.',
  );
  return formatDocument(document);
}

/**
 * Brings an InferenceService that is in the repository to a request. What it
 * says beyond that stays, comments included.
 *
 * @param isShared - Clusters that the request leaves out have it too: their
 * pods would start anew for any change, so only what the overlays build on is
 * filled in where it is absent.
 */
export function updateInferenceService(
  path: string,
  text: string,
  request: CheckedRequest,
  isShared: boolean,
): string {
  const document = readDocument(path, text);
  requireSameObject(path, document, request);
  const changes = [
    ...(isShared ? [] : setOwnFields(document, request)),
    defaultAt(document, ['spec', 'predictor', 'minReplicas'], 1),
    defaultAt(document, ['spec', 'predictor', 'maxReplicas'], 1),
    // A context length that only these clusters want is in their overlays.
    defaultAt(
      document,
      ARGS,
      argsOf(isShared ? withoutContextLength(request) : request),
    ),
    ...Object.entries(hostResources(1)).flatMap(([kind, quantities]) =>
      Object.entries(quantities).map(([name, quantity]) =>
        defaultAt(document, [...MODEL, 'resources', kind, name], quantity),
      ),
    ),
  ];
  return changes.includes(true) ? formatDocument(document) : text;
}

/** Tells for each field whether it was changed. */
function setOwnFields(document: Document, request: CheckedRequest): boolean[] {
  const claim = Object.entries(claimOf(request));
  return [
    ...Object.entries(labelsOf(request)).map(([key, value]) =>
      setAt(document, ['metadata', 'labels', key], value),
    ),
    ...claim.map(([key, value]) =>
      setAt(document, ['metadata', 'annotations', key], value),
    ),
    defaultAt(
      document,
      ['metadata', 'annotations', 'serving.kserve.io/deploymentMode'],
      'Standard',
    ),
    ...claim.map(([key, value]) =>
      setAt(document, ['spec', 'predictor', 'annotations', key], value),
    ),
    setAt(document, [...MODEL, 'modelFormat', 'name'], 'huggingface'),
    setAt(document, [...MODEL, 'storageUri'], request.storageUri),
    ...(request.contextLength === undefined
      ? []
      : [setContextLength(document, ARGS, request.contextLength)]),
  ];
}

/** The context length that the serving object sets, in tokens. */
export function readContextLength(document: Document): number | undefined {
  return contextLengthOf(valueAt(document, ARGS));
}

function withoutContextLength(request: CheckedRequest): CheckedRequest {
  const { contextLength: _, ...rest } = request;
  return rest;
}

function requireSameObject(
  path: string,
  document: Document,
  { service }: CheckedRequest,
) {
  const found = ['apiVersion', 'kind'].map(key => valueAt(document, [key]));
  const name = valueAt(document, ['metadata', 'name']);
  const wanted = [API_VERSION, INFERENCE_SERVICE.kind];
  if (found.join() !== wanted.join() || name !== service) {
    throw new ConflictError(
      `${path} holds ${found.join(' ')} '${name}' where ${wanted.join(
        ' ',
      )} '${service}' is expected; choose another service name, or change it in the repository`,
    );
  }
}

function claimOf({ serviceRef, modelRef }: CheckedRequest) {
  return {
    [MODELFLEET_ANNOTATIONS.serviceRef]: serviceRef,
    [MODELFLEET_ANNOTATIONS.modelRef]: modelRef,
  };
}

function labelsOf({ service }: CheckedRequest) {
  return {
    'app.kubernetes.io/name': service,
    'app.kubernetes.io/managed-by': 'modelfleet',
    // The Kubernetes plugin's label: its tab then works on the Component.
    'backstage.io/kubernetes-id': service,
  };
}

function argsOf({ service, contextLength }: CheckedRequest) {
  return [
    `--model_name=${service}`,
    ...(contextLength === undefined ? [] : [contextLengthArg(contextLength)]),
  ];
}
