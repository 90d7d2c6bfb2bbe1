import { posix } from 'node:path';
import type { Manifest } from '../manifest';
import { parseManifests, parseYaml } from '../manifest';
import type { Kustomization } from './kustomization';
import { kustomizationSchema, UNDERSTOOD } from './kustomization';
import { withPatch } from './patches';
import {
  withImages,
  withLabels,
  withNamespace,
  withReplicas,
} from './transformers';

type Files = ReadonlyMap<string, string>;

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Whether a folder is for kustomize rather than plain YAML. */
export function hasKustomization(files: Files, folder: string): boolean {
  return NAMES.some(name => files.has(posix.join(folder, name)));
}

/** `kustomize build <folder>`; errors name the file and what is wrong in it. */
export function kustomizeBuild(
  files: Files,
  folder: string,
  parents: readonly string[] = [],
): Manifest[] {
  if (parents.includes(folder)) {
    throw new Error(
      `cycle detected: ${[...parents, folder].join(' includes ')}`,
    );
  }
  const path = NAMES.map(name => posix.join(folder, name)).find(name =>
    files.has(name),
  );
  const text = path && files.get(path);
  if (path === undefined || text === undefined) {
    throw new Error(
      `unable to find one of ${NAMES.map(name => `'${name}'`).join(
        ', ',
      )} in directory '${folder}'`,
    );
  }
  const kustomization = readKustomization(path, text);
  const loaded = (kustomization.resources ?? []).flatMap(resource =>
    loadResource(files, folder, resource, [...parents, folder]),
  );
  rejectTwins(loaded, path);
  return transform(files, folder, path, kustomization, loaded);
}

/** kustomize's own order: patches, namespace, labels, images, replicas. */
function transform(
  files: Files,
  folder: string,
  path: string,
  kustomization: Kustomization,
  loaded: readonly Manifest[],
): Manifest[] {
  let manifests = [...loaded];
  for (const [index, patch] of (kustomization.patches ?? []).entries()) {
    const place = `${path}: patches[${index}]`;
    const file = patch.path && posix.join(folder, patch.path);
    const text = file === undefined ? patch.patch : files.get(file);
    if (text === undefined) {
      throw new Error(`${place}: no such file: ${patch.path ?? '(no path)'}`);
    }
    manifests = withPatch(manifests, patch, text, place);
  }
  const { namespace } = kustomization;
  if (namespace) {
    manifests = manifests.map(item => withNamespace(item, namespace));
  }
  for (const labels of kustomization.labels ?? []) {
    manifests = manifests.map(item => withLabels(item, labels));
  }
  const images = kustomization.images ?? [];
  manifests = manifests.map(item => withImages(item, images));
  for (const replicas of kustomization.replicas ?? []) {
    manifests = withReplicas(manifests, replicas);
  }
  return manifests;
}

function loadResource(
  files: Files,
  folder: string,
  resource: string,
  parents: readonly string[],
): Manifest[] {
  const path = posix.join(folder, resource);
  if (resource.includes('://') || path.startsWith('..')) {
    throw new Error(
      `accumulating resources: '${resource}' is outside of the repository`,
    );
  }
  const text = files.get(path);
  if (text !== undefined) {
    return parseManifests(path, text);
  }
  if (hasKustomization(files, path)) {
    return kustomizeBuild(files, path, parents);
  }
  throw new Error(
    `accumulating resources from '${resource}': ${path}: no such file or directory`,
  );
}

function readKustomization(path: string, text: string): Kustomization {
  const [document] = parseYaml(path, text);
  const parsed = kustomizationSchema.safeParse(document ?? {});
  if (parsed.success) {
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  const field =
    issue?.code === 'unrecognized_keys'
      ? [...issue.path, ...issue.keys].join('.')
      : issue?.path.join('.');
  throw new Error(
    `invalid Kustomization: ${path}: field "${field}" is not understood (${issue?.message}); the demo fleet's kustomize understands ${UNDERSTOOD}`,
  );
}

function rejectTwins(manifests: readonly Manifest[], path: string): void {
  const seen = new Set<string>();
  for (const { apiVersion, kind, metadata } of manifests) {
    const id = `${apiVersion}/${kind}/${metadata.namespace ?? ''}/${
      metadata.name
    }`;
    if (seen.has(id)) {
      throw new Error(
        `${path}: may not add resource with an already registered id: ${kind} ${metadata.name}`,
      );
    }
    seen.add(id);
  }
}
