import { ConflictError } from '@backstage/errors';
import { isSeq, type Document } from 'yaml';
import { setAt, toPlain, valueAt } from './yamlText';

/** What begins every kustomization. */
export const KUSTOMIZATION = {
  apiVersion: 'kustomize.config.k8s.io/v1beta1',
  kind: 'Kustomization',
} as const;

/** Adds an entry to `resources`, unless it is there. */
export function ensureResource(
  path: string,
  document: Document,
  resource: string,
): boolean {
  const resources: unknown = document.getIn(['resources'], true);
  if (resources === undefined) {
    return setAt(document, ['resources'], [resource]);
  }
  if (!isSeq(resources)) {
    throw new ConflictError(
      `${path} has 'resources' that is no list; correct it in the repository first`,
    );
  }
  const present = resources.items.map(item => toPlain(document, item));
  if (present.some(item => isSameResource(item, resource))) {
    return false;
  }
  resources.add(document.createNode(resource));
  return true;
}

/** Takes an entry out of `resources`, when it is there. */
export function removeResource(document: Document, resource: string): boolean {
  const resources: unknown = document.getIn(['resources'], true);
  if (!isSeq(resources)) {
    return false;
  }
  const kept = resources.items.filter(
    item => !isSameResource(toPlain(document, item), resource),
  );
  const isThere = kept.length < resources.items.length;
  resources.items = kept;
  return isThere;
}

/** Whether a document is a kustomization; kustomize lets both fields be absent. */
export function requireKustomization(path: string, document: Document) {
  const kind = valueAt(document, ['kind']);
  if (kind !== undefined && kind !== KUSTOMIZATION.kind) {
    throw new ConflictError(
      `${path} holds a ${kind} where a Kustomization is expected; correct it in the repository first`,
    );
  }
}

function isSameResource(item: unknown, resource: string): boolean {
  const plain = (text: string) => text.replace(/^\.\//, '').replace(/\/$/, '');
  return typeof item === 'string' && plain(item) === plain(resource);
}
