import { ConflictError } from '@backstage/errors';
import { isMap, isSeq, Scalar, type Document, type YAMLMap } from 'yaml';
import { INFERENCE_SERVICE } from './inferenceService';
import { isDeepEqual } from './isDeepEqual';
import {
  ensureResource,
  KUSTOMIZATION,
  requireKustomization,
} from './kustomization';
import {
  operationsFor,
  readOperation,
  type BaseFacts,
  type PatchOperation,
} from './patchOperations';
import { readPatches, type FoundPatch } from './readPatches';
import type { CheckedPlacement, CheckedRequest } from './validateRequest';
import {
  formatDocument,
  newDocument,
  readDocument,
  setAt,
  valueAt,
} from './yamlText';

const BASE = '../../base';

/** The kustomization of one cluster: the base, and what differs there. */
export function renderOverlay(
  request: CheckedRequest,
  placement: CheckedPlacement,
  base: BaseFacts,
): string {
  const document = newDocument({
    ...KUSTOMIZATION,
    namespace: request.namespace,
    resources: [BASE],
    patches: [],
  });
  addPatch(document, request.service, operationsFor(placement, base));
  return formatDocument(document);
}

/**
 * Brings the kustomization of one cluster to a request. Operations, patches
 * and fields that others added stay.
 */
export function updateOverlay(
  path: string,
  text: string,
  request: CheckedRequest,
  placement: CheckedPlacement,
  base: BaseFacts,
): string {
  const document = readDocument(path, text);
  requireKustomization(path, document);
  const before = valueAt(document, ['namespace']);
  if (before !== undefined && before !== request.namespace) {
    throw new ConflictError(
      `${path} places the service in the namespace '${before}', not in '${request.namespace}'; moving it would start it anew, so choose '${before}' or another service name`,
    );
  }
  const changes = [
    setAt(document, ['namespace'], request.namespace),
    ensureResource(path, document, BASE),
    updatePatch(
      path,
      document,
      request.service,
      operationsFor(placement, base),
    ),
  ];
  return changes.includes(true) ? formatDocument(document) : text;
}

function updatePatch(
  path: string,
  document: Document<YAMLMap>,
  service: string,
  wanted: readonly PatchOperation[],
): boolean {
  const found = readPatches(path, document, service);
  const mine = found.find(patch =>
    patch.operations.some(operation => readOperation(operation)),
  );
  if (!mine) {
    addPatch(document, service, wanted);
    return true;
  }
  const present = mine.operations.filter(operation => readOperation(operation));
  if (isDeepEqual(present, wanted)) {
    return false;
  }
  writePatch(mine, wanted);
  return true;
}

/** Ours first, then what others added, with their comments. */
function writePatch(patch: FoundPatch, wanted: readonly PatchOperation[]) {
  const { document, list } = patch;
  list.items = [
    ...wanted.map(operation => document.createNode(operation)),
    ...list.items.filter((_, index) => {
      const operation = patch.operations[index];
      return operation !== undefined && !readOperation(operation);
    }),
  ];
  patch.entry.set('patch', literal(formatDocument(document)));
}

function addPatch(
  document: Document,
  service: string,
  operations: readonly PatchOperation[],
) {
  const { group, version, kind } = INFERENCE_SERVICE;
  const entry = document.createNode({
    target: { group, version, kind, name: service },
    patch: literal(formatDocument(newDocument(operations))),
  });
  const patches: unknown = document.getIn(['patches'], true);
  if (isSeq(patches) && isMap(entry)) {
    patches.flow = false;
    patches.add(entry);
  } else {
    document.setIn(['patches'], document.createNode([entry]));
  }
}

function literal(text: string): Scalar<string> {
  const scalar = new Scalar(text.trimEnd());
  scalar.type = Scalar.BLOCK_LITERAL;
  return scalar;
}
