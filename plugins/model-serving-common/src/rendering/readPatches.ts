import { isMap, isSeq, type Document, type YAMLMap, type YAMLSeq } from 'yaml';
import { INFERENCE_SERVICE } from './inferenceService';
import type { PatchOperation } from './patchOperations';
import { readDocuments, toPlain, valueAt } from './yamlText';

/** A JSON patch of a kustomization that is aimed at the serving object. */
export interface FoundPatch {
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
 * The inline JSON patches of a kustomization that are aimed at the serving
 * object of this name (of any name when `service` is `undefined`).
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
    if (isMap(entry) && isAimedAt(toPlain(document, entry), service)) {
      const patch = readPatch(path, entry);
      if (patch) {
        found.push(patch);
      }
    }
  }
  return found;
}

function readPatch(path: string, entry: YAMLMap): FoundPatch | undefined {
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
    ? { entry, document, list: document.contents, operations }
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

function isAimedAt(entry: unknown, service: string | undefined): boolean {
  if (typeof entry !== 'object' || entry === null || !('target' in entry)) {
    return false;
  }
  const { target } = entry;
  if (typeof target !== 'object' || target === null) {
    return false;
  }
  const wanted = { ...INFERENCE_SERVICE, name: service };
  return (
    'kind' in target &&
    Object.entries(target).every(
      ([key, value]) =>
        !(key in wanted) ||
        wanted[key as keyof typeof wanted] === undefined ||
        wanted[key as keyof typeof wanted] === value,
    )
  );
}
