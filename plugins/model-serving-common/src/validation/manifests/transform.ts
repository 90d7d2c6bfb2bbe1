import { objectsAt, textAt, type PatchTarget } from './kustomization';
import { isPlainObject, type Manifest, type PlainObject } from './types';

/** Kinds that live outside namespaces, among those that a service may bring. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterServingRuntime',
  'ClusterStorageContainer',
  'CustomResourceDefinition',
  'Namespace',
  'PriorityClass',
]);

const SCALABLE: ReadonlySet<string> = new Set([
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
]);

/** Group, version, kind and name as an object states them. */
export function identityOf(object: PlainObject) {
  const apiVersion = textAt(object, 'apiVersion') ?? '';
  const [left = '', right] = apiVersion.split('/');
  const metadata = isPlainObject(object.metadata) ? object.metadata : {};
  const namespace = textAt(metadata, 'namespace');
  return {
    apiVersion,
    group: right === undefined ? '' : left,
    version: right ?? left,
    kind: textAt(object, 'kind') ?? '',
    name: textAt(metadata, 'name') ?? '',
    ...(namespace === undefined ? {} : { namespace }),
  };
}

/** Whether a patch is for an object. */
export function isTarget(target: PatchTarget, object: PlainObject): boolean {
  const identity = identityOf(object);
  return (['group', 'version', 'kind', 'name', 'namespace'] as const).every(
    field => target[field] === undefined || target[field] === identity[field],
  );
}

/** `namespace`: of every object that is in one. */
export function withNamespace(
  object: PlainObject,
  namespace: string,
): PlainObject {
  return CLUSTER_SCOPED.has(identityOf(object).kind)
    ? object
    : setIn(object, ['metadata'], { namespace });
}

/** `labels`: on the object, and on request on pod templates and selectors. */
export function withLabels(
  object: PlainObject,
  entry: PlainObject,
): PlainObject {
  const pairs = isPlainObject(entry.pairs) ? entry.pairs : {};
  const { spec } = object;
  let labelled = setIn(object, ['metadata', 'labels'], pairs);
  const hasTemplate = isPlainObject(spec) && isPlainObject(spec.template);
  if (hasTemplate && (entry.includeTemplates || entry.includeSelectors)) {
    labelled = setIn(
      labelled,
      ['spec', 'template', 'metadata', 'labels'],
      pairs,
    );
  }
  if (entry.includeSelectors && hasTemplate) {
    labelled = setIn(labelled, ['spec', 'selector', 'matchLabels'], pairs);
  }
  if (entry.includeSelectors && identityOf(object).kind === 'Service') {
    labelled = setIn(labelled, ['spec', 'selector'], pairs);
  }
  return labelled;
}

/** `images`: wherever containers stand. */
export function withImages(
  object: PlainObject,
  kustomization: PlainObject,
): PlainObject {
  const rules = objectsAt(kustomization, 'images');
  if (rules.length === 0) {
    return object;
  }
  const rewrite = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) {
      const isContainers = key === 'containers' || key === 'initContainers';
      return value.map(item =>
        isContainers && isPlainObject(item) && typeof item.image === 'string'
          ? { ...item, image: renamed(item.image, rules) }
          : rewrite(item, ''),
      );
    }
    return isPlainObject(value)
      ? Object.fromEntries(
          Object.entries(value).map(([name, item]) => [
            name,
            rewrite(item, name),
          ]),
        )
      : value;
  };
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, rewrite(value, key)]),
  );
}

/** `replicas`; `undefined` when no object has the name. */
export function withReplicas(
  manifests: readonly Manifest[],
  entry: PlainObject,
): Manifest[] | undefined {
  const isMeant = ({ object }: Manifest) => {
    const { kind, name } = identityOf(object);
    return SCALABLE.has(kind) && name === entry.name;
  };
  return manifests.some(isMeant)
    ? manifests.map(manifest =>
        isMeant(manifest)
          ? {
              ...manifest,
              object: setIn(manifest.object, ['spec'], {
                replicas: entry.count,
              }),
            }
          : manifest,
      )
    : undefined;
}

function setIn(
  object: PlainObject,
  path: readonly string[],
  values: PlainObject,
): PlainObject {
  const [key, ...rest] = path;
  if (key === undefined) {
    return { ...object, ...values };
  }
  const inner = object[key];
  return {
    ...object,
    [key]: setIn(isPlainObject(inner) ? inner : {}, rest, values),
  };
}

function renamed(image: string, rules: readonly PlainObject[]): string {
  const match = /^([^@]+?)(?::([^:/@]+))?(?:@(.+))?$/.exec(image);
  const [, name = image, tag, digest] = match ?? [];
  const rule = rules.find(entry => entry.name === name);
  if (!rule) {
    return image;
  }
  const newName = textAt(rule, 'newName') ?? name;
  const newDigest = textAt(rule, 'digest');
  if (newDigest) {
    return `${newName}@${newDigest}`;
  }
  const newTag = textAt(rule, 'newTag');
  if (newTag) {
    return `${newName}:${newTag}`;
  }
  return `${newName}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}
