import { isRecord } from '../../objects/json';
import type { Manifest } from '../manifest';
import type { Kustomization } from './kustomization';

type Labels = NonNullable<Kustomization['labels']>[number];
type Image = NonNullable<Kustomization['images']>[number];
type Replicas = NonNullable<Kustomization['replicas']>[number];

/** Kinds that live outside namespaces, among those a repository may hold. */
const CLUSTER_SCOPED = new Set([
  'Namespace',
  'Node',
  'ClusterServingRuntime',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
]);

const SCALABLE = new Set(['Deployment', 'ReplicaSet', 'StatefulSet']);

export function withNamespace(manifest: Manifest, namespace: string): Manifest {
  return CLUSTER_SCOPED.has(manifest.kind)
    ? manifest
    : { ...manifest, metadata: { ...manifest.metadata, namespace } };
}

/** `labels`: on the object, and on request on selectors and pod templates. */
export function withLabels(manifest: Manifest, labels: Labels): Manifest {
  const { pairs } = labels;
  const labelled = {
    ...manifest,
    metadata: {
      ...manifest.metadata,
      labels: { ...manifest.metadata.labels, ...pairs },
    },
  };
  const templates = labels.includeTemplates || labels.includeSelectors;
  const { spec } = manifest;
  if (!templates || !isRecord(spec)) {
    return labelled;
  }
  const template = isRecord(spec.template)
    ? { template: addTo(spec.template, ['metadata', 'labels'], pairs) }
    : {};
  const selector = labels.includeSelectors ? selectorOf(manifest, pairs) : {};
  return { ...labelled, spec: { ...spec, ...template, ...selector } };
}

/** `images`: wherever containers stand, at any depth, as kustomize does. */
export function withImages(
  manifest: Manifest,
  images: readonly Image[],
): Manifest {
  const rewrite = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) {
      return value.map(item => {
        const container =
          (key === 'containers' || key === 'initContainers') &&
          isRecord(item) &&
          typeof item.image === 'string';
        return container
          ? { ...item, image: renamed(String(item.image), images) }
          : rewrite(item, '');
      });
    }
    return isRecord(value)
      ? Object.fromEntries(
          Object.entries(value).map(([name, item]) => [
            name,
            rewrite(item, name),
          ]),
        )
      : value;
  };
  return manifest.spec === undefined
    ? manifest
    : { ...manifest, spec: rewrite(manifest.spec, 'spec') };
}

/** `replicas`: throws when no scalable object has the name. */
export function withReplicas(
  manifests: readonly Manifest[],
  { name, count }: Replicas,
): Manifest[] {
  const hits = (manifest: Manifest) =>
    SCALABLE.has(manifest.kind) && manifest.metadata.name === name;
  if (!manifests.some(hits)) {
    throw new Error(
      `replicas: resource with name ${name} does not match a config with the kinds Deployment, ReplicaSet or StatefulSet`,
    );
  }
  return manifests.map(manifest =>
    hits(manifest) && isRecord(manifest.spec)
      ? { ...manifest, spec: { ...manifest.spec, replicas: count } }
      : manifest,
  );
}

function selectorOf(
  manifest: Manifest,
  pairs: Record<string, string>,
): Record<string, unknown> {
  const spec = isRecord(manifest.spec) ? manifest.spec : {};
  if (manifest.kind === 'Service' && isRecord(spec.selector)) {
    return { selector: { ...spec.selector, ...pairs } };
  }
  return isRecord(spec.template)
    ? {
        selector: addTo(
          isRecord(spec.selector) ? spec.selector : {},
          ['matchLabels'],
          pairs,
        ),
      }
    : {};
}

function addTo(
  value: Record<string, unknown>,
  path: readonly string[],
  pairs: Record<string, string>,
): Record<string, unknown> {
  const [key, ...rest] = path;
  if (key === undefined) {
    return { ...value, ...pairs };
  }
  const inner = isRecord(value[key]) ? value[key] : {};
  return { ...value, [key]: addTo(inner, rest, pairs) };
}

function renamed(image: string, images: readonly Image[]): string {
  const match = /^([^@]+?)(?::([^:/@]+))?(?:@(.+))?$/.exec(image);
  const [, name = image, tag, digest] = match ?? [];
  const rule = images.find(item => item.name === name);
  if (!rule) {
    return image;
  }
  const newName = rule.newName ?? name;
  if (rule.digest) {
    return `${newName}@${rule.digest}`;
  }
  const newTag = rule.newTag ?? tag;
  const suffix = newTag ? `:${newTag}` : '';
  return rule.newTag || !digest
    ? `${newName}${suffix}`
    : `${newName}${suffix}@${digest}`;
}
