import { ConflictError } from '@backstage/errors';
import { isSeq, type Document } from 'yaml';
import type { CheckedRequest } from './validateRequest';
import {
  defaultAt,
  formatDocument,
  formatDocuments,
  newDocument,
  readDocuments,
  setAt,
  toPlain,
  valueAt,
} from './yamlText';

const API_VERSION = 'backstage.io/v1alpha1';
const KIND = 'Component';
/** The type of the Component. */
export const SERVICE_TYPE = 'inference-service';

/**
 * The Component of a service, as the catalog reads it from Git.
 *
 * @param clusters - Every cluster that the service is wanted in.
 */
export function renderComponent(
  request: CheckedRequest,
  clusters: readonly string[],
): string {
  const { service, title, description, system } = request;
  return formatDocument(
    newDocument({
      apiVersion: API_VERSION,
      kind: KIND,
      metadata: {
        name: service,
        ...(title ? { title } : {}),
        ...(description ? { description } : {}),
        annotations: annotationsOf(request),
      },
      spec: {
        type: SERVICE_TYPE,
        lifecycle: request.lifecycle ?? 'experimental',
        owner: request.owner,
        ...(system ? { system } : {}),
        dependsOn: [request.modelRef, ...clusters.map(clusterRef)],
      },
    }),
  );
}

/**
 * Brings the Component that is in the repository to a request: the Model
 * replaces the one before, clusters are added, what others wrote stays.
 *
 * @param clusters - Every cluster that the service is wanted in.
 * @param modelBefore - Entity ref of the Model that the service served so far.
 */
export function updateComponent(
  path: string,
  text: string,
  request: CheckedRequest,
  clusters: readonly string[],
  modelBefore: string | undefined,
): string {
  const documents = readDocuments(path, text);
  const document = componentIn(documents, path, request.service);
  const optional = {
    title: ['metadata', 'title'],
    description: ['metadata', 'description'],
    lifecycle: ['spec', 'lifecycle'],
    system: ['spec', 'system'],
  } as const;
  const changes = [
    ...(['title', 'description', 'lifecycle', 'system'] as const).map(key => {
      const value = request[key];
      return value ? setAt(document, optional[key], value) : false;
    }),
    ...Object.entries(annotationsOf(request)).map(([key, value]) =>
      defaultAt(document, ['metadata', 'annotations', key], value),
    ),
    setAt(document, ['spec', 'type'], SERVICE_TYPE),
    setAt(document, ['spec', 'owner'], request.owner),
    updateDependencies(
      document,
      [request.modelRef, ...clusters.map(clusterRef)],
      modelBefore === request.modelRef ? undefined : modelBefore,
    ),
  ];
  return changes.includes(true) ? formatDocuments(documents) : text;
}

/** The catalog's file of a service that leaves some clusters. */
export function withoutClusters(
  path: string,
  text: string,
  service: string,
  clusters: readonly string[],
): string {
  return changeDependencies(path, text, service, {
    remove: clusters.map(clusterRef),
  });
}

/** Adds to what a Component depends on, and takes from it; the rest stays. */
export function changeDependencies(
  path: string,
  text: string,
  service: string,
  {
    add = [],
    remove = [],
  }: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
): string {
  const documents = readDocuments(path, text);
  const document = componentIn(documents, path, service);
  const list: unknown = document.getIn(['spec', 'dependsOn'], true);
  if (!isSeq(list)) {
    return add.length > 0 && setAt(document, ['spec', 'dependsOn'], add)
      ? formatDocuments(documents)
      : text;
  }
  const refOf = (item: unknown) =>
    String(toPlain(document, item)).toLowerCase();
  const gone = new Set(remove.map(ref => ref.toLowerCase()));
  const kept = list.items.filter(item => !gone.has(refOf(item)));
  const present = new Set(kept.map(refOf));
  const missing = add.filter(ref => !present.has(ref.toLowerCase()));
  if (kept.length === list.items.length && missing.length === 0) {
    return text;
  }
  list.items = [...kept, ...missing.map(ref => document.createNode(ref))];
  return formatDocuments(documents);
}

/** @throws ConflictError when no document is the Component of the service */
export function componentIn(
  documents: readonly Document[],
  path: string,
  service: string,
): Document {
  const document = documents.find(
    candidate =>
      valueAt(candidate, ['kind']) === KIND &&
      valueAt(candidate, ['metadata', 'name']) === service,
  );
  if (!document) {
    throw new ConflictError(
      `${path} describes no ${KIND} '${service}'; correct it in the repository first`,
    );
  }
  return document;
}

function updateDependencies(
  document: Document,
  wanted: readonly string[],
  unwanted: string | undefined,
): boolean {
  const list: unknown = document.getIn(['spec', 'dependsOn'], true);
  if (!isSeq(list)) {
    return setAt(document, ['spec', 'dependsOn'], wanted);
  }
  const refAt = (item: unknown) =>
    String(toPlain(document, item)).toLowerCase();
  const stale = list.items.filter(
    item => refAt(item) === unwanted?.toLowerCase(),
  );
  const kept = list.items.filter(item => !stale.includes(item));
  const present = new Set(kept.map(refAt));
  const missing = wanted.filter(ref => !present.has(ref.toLowerCase()));
  list.items = [...kept, ...missing.map(ref => document.createNode(ref))];
  return stale.length + missing.length > 0;
}

/** The Resource of the catalog that a cluster is. */
export function clusterRef(cluster: string): string {
  return `resource:default/${cluster}`;
}

/** What lets the Kubernetes plugin's own tab find the objects. */
function annotationsOf({ service, namespace }: CheckedRequest) {
  return {
    'backstage.io/kubernetes-id': service,
    'backstage.io/kubernetes-namespace': namespace,
  };
}
