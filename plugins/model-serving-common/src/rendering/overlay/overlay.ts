import { ConflictError } from '@backstage/errors';
import { isMap, isSeq, Scalar, type Document, type YAMLMap } from 'yaml';
import type { ServiceFacts } from '../facts';
import { isDeepEqual } from '../isDeepEqual';
import {
  ensureResource,
  KUSTOMIZATION,
  requireKustomization,
} from '../kustomization';
import type { CheckedPlacement } from '../validateRequest';
import {
  formatDocument,
  newDocument,
  readDocument,
  setAt,
  valueAt,
} from '../yamlText';
import { imageFor, updateImages } from './images';
import { readPatches, type FoundPatch } from './readPatches';
import { PATCH_TARGETS, patchesFor, type PatchTarget } from './targets';
import type { BaseFacts, PatchOperation } from './types';

const BASE = '../../base';

/** The kustomization of one cluster: the base, and what differs there. */
export function renderOverlay(
  facts: ServiceFacts,
  placement: CheckedPlacement,
  base: BaseFacts,
): string {
  const { namespace, service } = facts.request;
  const document = newDocument({
    ...KUSTOMIZATION,
    namespace,
    resources: [BASE],
    patches: [],
  });
  for (const { target, operations } of patchesFor(facts, placement, base)) {
    addPatch(document, service, target, operations);
  }
  updateImages(document, base.image, imageFor(facts, placement, base.image));
  return formatDocument(document);
}

/**
 * Brings the kustomization of one cluster to a request. Operations, patches
 * and fields that others added stay.
 */
export function updateOverlay(
  path: string,
  text: string,
  facts: ServiceFacts,
  placement: CheckedPlacement,
  base: BaseFacts,
): string {
  const { namespace, service } = facts.request;
  const document = readDocument(path, text);
  requireKustomization(path, document);
  const before = valueAt(document, ['namespace']);
  if (before !== undefined && before !== namespace) {
    throw new ConflictError(
      `${path} places the service in the namespace '${before}', not in '${namespace}'; moving it would start it anew, so choose '${before}' or another service name`,
    );
  }
  const wanted = patchesFor(facts, placement, base);
  const changes = [
    setAt(document, ['namespace'], namespace),
    ensureResource(path, document, BASE),
    ...PATCH_TARGETS.map(target =>
      updatePatch(
        path,
        document,
        service,
        target,
        wanted.find(patch => patch.target === target)?.operations ?? [],
      ),
    ),
    updateImages(document, base.image, imageFor(facts, placement, base.image)),
  ];
  return changes.includes(true) ? formatDocument(document) : text;
}

function updatePatch(
  path: string,
  document: Document<YAMLMap>,
  name: string,
  target: PatchTarget,
  wanted: readonly PatchOperation[],
): boolean {
  const mine = readPatches(path, document, name).find(
    patch =>
      patch.target === target &&
      patch.operations.some(operation => target.readOperation(operation)),
  );
  if (!mine) {
    if (wanted.length > 0) {
      addPatch(document, name, target, wanted);
    }
    return wanted.length > 0;
  }
  const present = mine.operations.filter(operation =>
    target.readOperation(operation),
  );
  if (isDeepEqual(present, wanted)) {
    return false;
  }
  writePatch(document, mine, wanted);
  return true;
}

/** Ours first, then what others added, with their comments. */
function writePatch(
  kustomization: Document,
  patch: FoundPatch,
  wanted: readonly PatchOperation[],
) {
  const { document, list, target } = patch;
  list.items = [
    ...wanted.map(operation => document.createNode(operation)),
    ...list.items.filter((_, index) => {
      const operation = patch.operations[index];
      return operation !== undefined && !target.readOperation(operation);
    }),
  ];
  if (list.items.length > 0) {
    patch.entry.set('patch', literal(formatDocument(document)));
    return;
  }
  const patches: unknown = kustomization.getIn(['patches'], true);
  if (isSeq(patches)) {
    patches.items = patches.items.filter(entry => entry !== patch.entry);
  }
}

function addPatch(
  document: Document,
  name: string,
  { group, version, kind }: PatchTarget,
  operations: readonly PatchOperation[],
) {
  const entry = document.createNode({
    target: { ...(group ? { group } : {}), version, kind, name },
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
