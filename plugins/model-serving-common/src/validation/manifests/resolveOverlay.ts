import type { ServiceFiles } from '../../rendering';
import {
  KUSTOMIZATION_NAMES,
  objectsAt,
  readJsonPatch,
  textAt,
  unresolvedFields,
} from './kustomization';
import { patchObject } from './patchObject';
import { readManifests } from './readManifests';
import {
  identityOf,
  isTarget,
  withImages,
  withLabels,
  withNamespace,
  withReplicas,
} from './transform';
import type {
  Manifest,
  ManifestNote,
  PlainObject,
  ResolvedOverlay,
} from './types';

/** Deeper than any layout; a circle of folders is noticed before. */
const MOST_FOLDERS = 20;

class Build {
  readonly errors: ManifestNote[] = [];
  readonly warnings: ManifestNote[] = [];
  readonly notResolved: ManifestNote[] = [];
  readonly #files: ServiceFiles;

  static create(files: ServiceFiles): Build {
    return new Build(files);
  }

  private constructor(files: ServiceFiles) {
    this.#files = files;
  }

  /** `undefined` where the folder has no kustomization. */
  folder(folder: string, parents: readonly string[]): Manifest[] | undefined {
    const path = KUSTOMIZATION_NAMES.map(name => `${folder}/${name}`).find(
      name => this.#files.has(name),
    );
    const text = path === undefined ? undefined : this.#files.get(path);
    if (path === undefined || text === undefined) {
      if (parents.length === 0) {
        this.#error(`${folder}/kustomization.yaml`, 'There is no such file');
      }
      return undefined;
    }
    if (parents.includes(folder) || parents.length > MOST_FOLDERS) {
      this.#error(path, 'Its folders include each other in a circle');
      return [];
    }
    const read = readManifests(text);
    const [kustomization, ...others] =
      read.error === undefined ? read.objects : [];
    if (read.error || !kustomization || others.length > 0) {
      this.#error(
        path,
        read.error ? `The file ${read.error}` : 'It must hold one object',
      );
      return [];
    }
    for (const field of unresolvedFields(kustomization)) {
      this.#skip(path, `What '${field}' does is not resolved here`);
    }
    const loaded = this.#resources(path, kustomization, [...parents, folder]);
    this.#rejectTwins(path, loaded);
    return this.#transform(path, kustomization, loaded);
  }

  #resources(
    path: string,
    kustomization: PlainObject,
    parents: readonly string[],
  ): Manifest[] {
    const { resources = [] } = kustomization;
    const names = Array.isArray(resources) ? resources : [resources];
    return names.flatMap(name => {
      if (typeof name !== 'string') {
        this.#error(path, 'An entry of resources is no path');
        return [];
      }
      if (name.includes('://') || name.startsWith('github.com/')) {
        this.#skip(path, `${name} is elsewhere and is not fetched here`);
        return [];
      }
      return this.#resource(path, name, parents);
    });
  }

  #resource(
    path: string,
    name: string,
    parents: readonly string[],
  ): Manifest[] {
    const file = join(path, name);
    if (file === undefined) {
      this.#skip(path, `${name} is outside of the service's folder`);
      return [];
    }
    const text = this.#files.get(file);
    if (text === undefined) {
      const below = this.folder(file, parents);
      if (!below) {
        this.#error(path, `There is no file or folder '${name}'`);
      }
      return below ?? [];
    }
    const read = readManifests(text);
    if (read.error !== undefined) {
      this.#error(file, `The file ${read.error}`);
      return [];
    }
    return read.objects.map(object => ({ file, object }));
  }

  /** In the order that kustomize's own transformers have. */
  #transform(
    path: string,
    kustomization: PlainObject,
    loaded: readonly Manifest[],
  ): Manifest[] {
    let manifests = [...loaded];
    for (const entry of objectsAt(kustomization, 'patches')) {
      manifests = this.#patch(path, entry, manifests);
    }
    const each = (change: (object: PlainObject) => PlainObject) => {
      manifests = manifests.map(({ file, object }) => ({
        file,
        object: change(object),
      }));
    };
    const namespace = textAt(kustomization, 'namespace');
    if (namespace) {
      each(object => withNamespace(object, namespace));
    }
    for (const entry of objectsAt(kustomization, 'labels')) {
      each(object => withLabels(object, entry));
    }
    for (const entry of objectsAt(kustomization, 'replicas')) {
      const scaled = withReplicas(manifests, entry);
      if (!scaled) {
        this.#error(path, `replicas names '${entry.name}', which is not there`);
      }
      manifests = scaled ?? manifests;
    }
    each(object => withImages(object, kustomization));
    return manifests;
  }

  #patch(path: string, entry: PlainObject, manifests: Manifest[]): Manifest[] {
    const named = textAt(entry, 'path');
    const file = named === undefined ? undefined : join(path, named);
    const text =
      named === undefined
        ? textAt(entry, 'patch')
        : file && this.#files.get(file);
    if (text === undefined) {
      this.#error(path, `A patch has no text${named ? ` (${named})` : ''}`);
      return manifests;
    }
    const patch = readJsonPatch(entry, text);
    if (typeof patch === 'string') {
      this.#skip(path, `A patch ${patch} and is not resolved here`);
      return manifests;
    }
    const isMeant = ({ object }: Manifest) => isTarget(patch.target, object);
    if (!manifests.some(isMeant)) {
      this.warnings.push({
        file: path,
        message: `A patch is for ${patch.target.kind ?? 'an object'} '${
          patch.target.name ?? ''
        }', which is not there: it changes nothing`,
      });
    }
    return manifests.map(manifest => {
      if (!isMeant(manifest)) {
        return manifest;
      }
      try {
        return {
          ...manifest,
          object: patchObject(manifest.object, patch.operations),
        };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        const { kind, name } = identityOf(manifest.object);
        this.#error(path, `A patch of ${kind} '${name}' fails: ${reason}`);
        return manifest;
      }
    });
  }

  #rejectTwins(path: string, manifests: readonly Manifest[]): void {
    const seen = new Set<string>();
    for (const { object } of manifests) {
      const { group, kind, namespace, name } = identityOf(object);
      const id = [group, kind, namespace, name].join('/');
      if (seen.has(id)) {
        this.#error(path, `It includes ${kind} '${name}' twice`);
      }
      seen.add(id);
    }
  }

  #error(file: string, message: string): void {
    // What is wrong in a folder is wrong in those that include it.
    if (!this.errors.some(error => error.message === message)) {
      this.errors.push({ file, message });
    }
  }

  #skip(file: string, message: string): void {
    this.notResolved.push({ file, message });
  }
}

/**
 * What `kustomize build clusters/<cluster>` makes of a service's files, for
 * the part of kustomize that overlays of services use: resources, JSON
 * patches, namespace, labels, images and replicas, in kustomize's order. What
 * it does not resolve is named.
 *
 * @param files - By path below the service's folder.
 * @public
 */
export function resolveOverlay(
  files: ServiceFiles,
  cluster: string,
): ResolvedOverlay {
  const build = Build.create(files);
  const manifests = build.folder(`clusters/${cluster}`, []);
  return {
    manifests: manifests ?? [],
    errors: build.errors,
    warnings: build.warnings,
    notResolved: build.notResolved,
  };
}

/** A path beside a file; `undefined` when it leaves the service's folder. */
function join(file: string, name: string): string | undefined {
  const parts = file.split('/').slice(0, -1);
  for (const part of name.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) {
        return undefined;
      }
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return name.startsWith('/') ? undefined : parts.join('/');
}
