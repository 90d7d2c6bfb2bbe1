import { isPlainObject, type PlainObject } from './types';
import { isJsonPatch, type JsonOperation } from './patchObject';
import { readManifests } from './readManifests';

/** Which objects a patch is for; an absent field matches all. */
export interface PatchTarget {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** A JSON patch of a kustomization, read. */
export interface JsonPatch {
  readonly target: PatchTarget;
  readonly operations: readonly JsonOperation[];
}

/** The fields of a kustomization that are resolved here. */
const RESOLVED: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'resources',
  'namespace',
  'labels',
  'images',
  'replicas',
  'patches',
]);

/** The names that kustomize looks for, in its order. */
export const KUSTOMIZATION_NAMES = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
] as const;

/** Fields of a kustomization that nothing here resolves. */
export function unresolvedFields(kustomization: PlainObject): string[] {
  return Object.keys(kustomization).filter(field => !RESOLVED.has(field));
}

/** The entries of a list of mappings. */
export function objectsAt(parent: PlainObject, field: string): PlainObject[] {
  const value = parent[field];
  return Array.isArray(value) ? value.filter(isPlainObject) : [];
}

/** The text of a field, when it is one. */
export function textAt(parent: PlainObject, field: string): string | undefined {
  const value = parent[field];
  return typeof value === 'string' ? value : undefined;
}

/**
 * Reads one entry of `patches`.
 *
 * @param text - The patch, wherever it stands.
 * @returns why not, when it is no JSON patch with a target.
 */
export function readJsonPatch(
  entry: PlainObject,
  text: string,
): JsonPatch | string {
  const operations = readOperations(text);
  if (operations === undefined) {
    return 'is no JSON patch (RFC 6902)';
  }
  const { target } = entry;
  if (!isPlainObject(target)) {
    return 'has no target';
  }
  const named = (field: keyof PatchTarget) => {
    const value = textAt(target, field);
    return value === undefined || value === '' ? {} : { [field]: value };
  };
  if (target.labelSelector || target.annotationSelector) {
    return 'chooses its target by labels or annotations';
  }
  const read: PatchTarget = {
    ...named('group'),
    ...named('version'),
    ...named('kind'),
    ...named('name'),
    ...named('namespace'),
  };
  // kustomize takes these for regular expressions; a name alone is as good.
  const plain = [read.kind, read.name, read.namespace].every(
    value => value === undefined || /^[-A-Za-z0-9.]+$/.test(value),
  );
  return plain
    ? { target: read, operations }
    : 'chooses its target by a pattern';
}

function readOperations(text: string): JsonOperation[] | undefined {
  const wrapped = readManifests(`operations:\n${indent(text)}`);
  const operations =
    wrapped.error === undefined ? wrapped.objects[0]?.operations : undefined;
  return isJsonPatch(operations) ? operations : undefined;
}

/** A list below a key is read by what reads objects. */
function indent(text: string): string {
  return text
    .split('\n')
    .map(line => `  ${line}`)
    .join('\n');
}
