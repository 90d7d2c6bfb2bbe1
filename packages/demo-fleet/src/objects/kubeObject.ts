import { z } from 'zod';

const labelMap = z.record(z.string(), z.string());

const ownerReference = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  uid: z.string(),
  controller: z.boolean().optional(),
  blockOwnerDeletion: z.boolean().optional(),
});

/** Who made an object and takes it along when it goes. */
export type OwnerReference = z.infer<typeof ownerReference>;

/** `metadata` of a stored object. `managedFields` are never kept. */
export const objectMeta = z.object({
  name: z.string(),
  generateName: z.string().optional(),
  namespace: z.string().optional(),
  uid: z.string(),
  resourceVersion: z.string(),
  generation: z.number().int().optional(),
  creationTimestamp: z.string(),
  deletionTimestamp: z.string().optional(),
  deletionGracePeriodSeconds: z.number().int().optional(),
  labels: labelMap.optional(),
  annotations: labelMap.optional(),
  ownerReferences: z.array(ownerReference).optional(),
  finalizers: z.array(z.string()).optional(),
});

export type ObjectMeta = z.infer<typeof objectMeta>;

/** Any stored object. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: unknown;
  status?: unknown;
}

/** What a controller says when it makes an object; the store adds the rest. */
export type Draft<T extends KubeObject> = Omit<
  T,
  'apiVersion' | 'kind' | 'metadata'
> & {
  metadata: DraftMeta;
};

export type DraftMeta = Partial<ObjectMeta> & { name: string };

/** A name within one collection. Cluster-scoped objects have no namespace. */
export interface ObjectKey {
  namespace?: string | undefined;
  name: string;
}

export function keyOf(object: KubeObject): ObjectKey {
  return {
    namespace: object.metadata.namespace,
    name: object.metadata.name,
  };
}

/** The order in which the API lists: namespace, then name. */
export function keyText(key: ObjectKey): string {
  return `${key.namespace ?? ''}/${key.name}`;
}

/** Reads back what `keyText` wrote. */
export function parseKey(text: string): ObjectKey {
  const slash = text.indexOf('/');
  const namespace = text.slice(0, slash);
  return {
    ...(namespace ? { namespace } : {}),
    name: text.slice(slash + 1),
  };
}

/** The reference by which a controller owns what it makes. */
export function controlledBy(owner: KubeObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

export function isOwnedBy(object: KubeObject, owner: KubeObject): boolean {
  return (object.metadata.ownerReferences ?? []).some(
    reference => reference.uid === owner.metadata.uid,
  );
}

/** The owner that controls an object, if any. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return (object.metadata.ownerReferences ?? []).find(
    reference => reference.controller,
  );
}
