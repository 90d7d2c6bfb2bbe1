import { isMap, isSeq, type Document, type YAMLMap, type YAMLSeq } from 'yaml';
import { readDocuments, toPlain, valueAt } from '../yamlText';
import { PATCH_TARGETS, type PatchTarget } from './targets';
import type { PatchOperation } from './types';

/** A JSON patch of a kustomization that is aimed at an object of a service. */
export interface FoundPatch {
  readonly target: PatchTarget;
  /** The entry of `patches`. */
  readonly entry: YAMLMap;
  /** The text of its `patch`, read. */
  readonly document: Document;
  /** What the document holds. */
  readonly list: YAMLSeq;
  /** In the order of the document. */
  readonly operations: readonly PatchOperation[];
}

/**
 * The inline JSON patches of a kustomization that are aimed at objects of this
 * name (of any name when `service` is `undefined`), of the kinds that we
 * patch.
 */
export function readPatches(
  path: string,
  document: Document,
  service: string | undefined,
): FoundPatch[] {
  const patches: unknown = document.getIn(['patches'], true);
  if (!isSeq(patches)) {
    return [];
  }
  const found: FoundPatch[] = [];
  for (const entry of patches.items) {
    const target = isMap(entry)
      ? targetOf(toPlain(document, entry), service)
      : undefined;
    const patch =
      target && isMap(entry) ? readPatch(path, entry, target) : undefined;
    if (patch) {
      found.push(patch);
    }
  }
  return found;
}

function readPatch(
  path: string,
  entry: YAMLMap,
  target: PatchTarget,
): FoundPatch | undefined {
  const text: unknown = entry.get('patch');
  if (typeof text !== 'string') {
    return undefined;
  }
  const [document] = readDocuments(`A patch in ${path}`, text);
  if (!document || !isSeq(document.contents)) {
    return undefined;
  }
  const operations: unknown = valueAt(document, []);
  return Array.isArray(operations) && operations.every(isOperation)
    ? { target, entry, document, list: document.contents, operations }
    : undefined;
}

function isOperation(value: unknown): value is PatchOperation {
  return (
    typeof value === 'object' &&
    value !== null &&
    'op' in value &&
    typeof value.op === 'string' &&
    'path' in value &&
    typeof value.path === 'string'
  );
}

function targetOf(
  entry: unknown,
  service: string | undefined,
): PatchTarget | undefined {
  if (typeof entry !== 'object' || entry === null || !('target' in entry)) {
    return undefined;
  }
  const { target } = entry;
  if (typeof target !== 'object' || target === null || !('kind' in target)) {
    return undefined;
  }
  return PATCH_TARGETS.find(({ group, version, kind }) => {
    const wanted: Readonly<Record<string, string | undefined>> = {
      group,
      version,
      kind,
      name: service,
    };
    return Object.entries(target).every(
      ([key, value]) => wanted[key] === undefined || wanted[key] === value,
    );
  });
}
