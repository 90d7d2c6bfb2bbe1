import { applyPatch } from 'fast-json-patch';
import { z } from 'zod';
import { createPod } from '../cluster/admission';
import type { Cluster } from '../cluster/cluster';
import { deleteObject } from '../cluster/deletion';
import type { AnyCollection } from '../objects/collection';
import { isRecord, mergePatch } from '../objects/json';
import type { KubeObject } from '../objects/kubeObject';
import { keyOf } from '../objects/kubeObject';
import { StatusError } from '../objects/statusError';
import { podResource } from '../resources/pod';
import { apiVersionOf } from '../resources/resource';
import { requireObject } from './reading';
import type { ResourceTarget } from './target';

const manifest = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  metadata: z.looseObject({
    name: z.string().optional(),
    generateName: z.string().optional(),
    namespace: z.string().optional(),
    resourceVersion: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
    finalizers: z.array(z.string()).optional(),
  }),
});

const patchOperations = z.array(
  z.union([
    z.object({
      op: z.enum(['add', 'replace', 'test']),
      path: z.string(),
      value: z.unknown(),
    }),
    z.object({ op: z.literal('remove'), path: z.string() }),
    z.object({
      op: z.enum(['move', 'copy']),
      path: z.string(),
      from: z.string(),
    }),
  ]),
);

const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** `POST`: creates an object, or says why not, in the API server's words. */
export function createObject(
  cluster: Cluster,
  collection: AnyCollection,
  namespace: string | undefined,
  body: unknown,
): KubeObject {
  const input = readManifest(collection, body);
  const scope = collection.resource.namespaced
    ? namespace ?? input.metadata.namespace
    : undefined;
  const generated = input.metadata.generateName
    ? `${input.metadata.generateName}${cluster.random
        .fork(`generate/${cluster.log.version}`)
        .letters(5)}`
    : undefined;
  const name = input.metadata.name ?? generated ?? '';
  checkPlace(cluster, collection, name, scope, input.metadata.namespace);
  const { uid: _uid, resourceVersion: _version, ...given } = input.metadata;
  const metadata = {
    ...given,
    name,
    ...(scope === undefined ? {} : { namespace: scope }),
  };
  if (collection === cluster.pods) {
    const spec = podResource.schema.shape.spec.safeParse(input.spec);
    if (spec.success) {
      return createPod(cluster, { metadata, spec: spec.data });
    }
  }
  const { status, ...content } = input;
  if (collection === cluster.namespaces) {
    return collection.insert(
      { ...content, spec: {}, status: { phase: 'Active' } },
      {
        ...metadata,
        labels: { ...metadata.labels, 'kubernetes.io/metadata.name': name },
      },
    );
  }
  return collection.insert(
    collection.resource.statusSubresource ? content : { ...content, status },
    metadata,
  );
}

/** `PUT` and what patches come to: the whole object, or only its status. */
export function updateObject(
  collection: AnyCollection,
  target: ResourceTarget,
  body: unknown,
): KubeObject {
  const current = requireObject(collection, target);
  const input = readManifest(collection, body);
  const version = input.metadata.resourceVersion;
  if (version && version !== current.metadata.resourceVersion) {
    throw StatusError.create(
      'Conflict',
      `Operation cannot be fulfilled on ${collection.id} "${current.metadata.name}": the object has been modified; please apply your changes to the latest version and try again`,
      { name: current.metadata.name, kind: collection.resource.plural },
    );
  }
  if (target.subresource === 'status') {
    return collection.replace(keyOf(current), {
      ...current,
      status: input.status,
    });
  }
  const updated = collection.replace(keyOf(current), {
    ...input,
    ...(collection.resource.statusSubresource
      ? { status: current.status }
      : {}),
    metadata: { ...current.metadata, ...ownMetadata(input.metadata) },
  });
  const held = (updated.metadata.finalizers ?? []).length > 0;
  if (updated.metadata.deletionTimestamp && !held) {
    collection.remove(keyOf(updated));
  }
  return updated;
}

/** `PATCH` with a JSON patch (RFC 6902) or a merge patch (RFC 7396). */
export function patchObject(
  collection: AnyCollection,
  target: ResourceTarget,
  contentType: string,
  body: unknown,
): KubeObject {
  const current = requireObject(collection, target);
  if (contentType === 'application/json-patch+json') {
    const operations = patchOperations.safeParse(body);
    if (!operations.success) {
      throw StatusError.create('BadRequest', 'error decoding patch');
    }
    return updateObject(
      collection,
      target,
      applyOperations(current, operations.data),
    );
  }
  if (
    contentType === 'application/merge-patch+json' ||
    contentType === 'application/strategic-merge-patch+json'
  ) {
    return updateObject(collection, target, mergePatch(current, body));
  }
  throw StatusError.create(
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json`,
  );
}

/** `DELETE` on one object. */
export function removeObject(
  cluster: Cluster,
  collection: AnyCollection,
  target: ResourceTarget,
  gracePeriodSeconds: number | undefined,
): unknown {
  const object = requireObject(collection, target);
  deleteObject(cluster, collection, keyOf(object), gracePeriodSeconds);
  const left = collection.get(keyOf(object));
  return (
    left ?? {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name: object.metadata.name,
        kind: collection.resource.plural,
        uid: object.metadata.uid,
      },
    }
  );
}

function applyOperations(
  current: KubeObject,
  operations: z.infer<typeof patchOperations>,
): unknown {
  try {
    return applyPatch(structuredClone(current), operations, true).newDocument;
  } catch (error) {
    throw StatusError.create(
      'Invalid',
      `the server rejected our request due to an error in our request: ${
        error instanceof Error ? error.message.split('\n')[0] : String(error)
      }`,
    );
  }
}

function readManifest(
  collection: AnyCollection,
  body: unknown,
): z.infer<typeof manifest> {
  const parsed = manifest.safeParse(body);
  const { resource } = collection;
  if (!parsed.success || !isRecord(body)) {
    throw StatusError.create(
      'BadRequest',
      `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: metadata is missing or malformed`,
    );
  }
  const { apiVersion, kind } = parsed.data;
  if (
    (apiVersion && apiVersion !== apiVersionOf(resource)) ||
    (kind && kind !== resource.kind)
  ) {
    throw StatusError.create(
      'BadRequest',
      `the API version in the data (${apiVersion}, ${kind}) does not match the expected API version (${apiVersionOf(
        resource,
      )}, ${resource.kind})`,
    );
  }
  return parsed.data;
}

function checkPlace(
  cluster: Cluster,
  collection: AnyCollection,
  name: string,
  namespace: string | undefined,
  stated: string | undefined,
): void {
  const { kind, namespaced } = collection.resource;
  if (!NAME.test(name)) {
    throw StatusError.create(
      'Invalid',
      `${kind} "${name}" is invalid: metadata.name: Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
      {
        name,
        kind,
        causes: [
          {
            reason: 'FieldValueInvalid',
            message: `Invalid value: "${name}"`,
            field: 'metadata.name',
          },
        ],
      },
    );
  }
  if (!namespaced) {
    return;
  }
  if (stated && namespace && stated !== namespace) {
    throw StatusError.create(
      'BadRequest',
      `the namespace of the provided object does not match the namespace sent on the request`,
    );
  }
  const home = cluster.namespaces.get({ name: namespace ?? '' });
  if (!home) {
    throw StatusError.create(
      'NotFound',
      `namespaces "${namespace ?? ''}" not found`,
      { name: namespace ?? '', kind: 'namespaces' },
    );
  }
  if (home.metadata.deletionTimestamp) {
    throw StatusError.create(
      'Forbidden',
      `${collection.id} "${name}" is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`,
    );
  }
}

/** Metadata that a client may change. */
function ownMetadata(metadata: z.infer<typeof manifest>['metadata']) {
  return {
    labels: metadata.labels,
    annotations: metadata.annotations,
    finalizers: metadata.finalizers,
  };
}
