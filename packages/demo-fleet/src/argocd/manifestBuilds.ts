import { posix } from 'node:path';
import type { RepositorySnapshot } from '../git/repository';
import { hasKustomization, kustomizeBuild } from './kustomize/build';
import type { Manifest } from './manifest';
import { parseManifests } from './manifest';

export type SourceType = 'Kustomize' | 'Directory';

/** What a folder comes to, or why it comes to nothing. */
export type Built =
  | { readonly manifests: Manifest[]; readonly sourceType: SourceType }
  | { readonly error: string };

/** The repo server: builds folders of one commit, each of them once. */
export class ManifestBuilds {
  readonly revision: string;
  readonly #repositoryUrl: string;
  readonly #files: ReadonlyMap<string, string>;
  readonly #built = new Map<string, Built>();

  private constructor(repositoryUrl: string, snapshot: RepositorySnapshot) {
    this.#repositoryUrl = repositoryUrl;
    this.revision = snapshot.revision;
    this.#files = snapshot.files;
  }

  static create(
    repositoryUrl: string,
    snapshot: RepositorySnapshot,
  ): ManifestBuilds {
    return new ManifestBuilds(repositoryUrl, snapshot);
  }

  /** The manifests of an Application's folder, each in a namespace. */
  build(
    source: { repoURL: string; path?: string | undefined },
    namespace: string,
  ): Built {
    if (source.repoURL !== this.#repositoryUrl) {
      return { error: `repository not accessible: ${source.repoURL}` };
    }
    const folder = posix.normalize(source.path ?? '.').replace(/\/$/, '');
    const key = `${namespace}:${folder}`;
    const built = this.#built.get(key) ?? this.#load(folder, namespace);
    this.#built.set(key, built);
    return built;
  }

  #load(folder: string, namespace: string): Built {
    try {
      const kustomized = hasKustomization(this.#files, folder);
      const manifests = kustomized
        ? kustomizeBuild(this.#files, folder)
        : plainManifests(this.#files, folder);
      return {
        manifests: manifests.map(manifest => ({
          ...manifest,
          metadata: {
            ...manifest.metadata,
            namespace: manifest.metadata.namespace ?? namespace,
          },
        })),
        sourceType: kustomized ? 'Kustomize' : 'Directory',
      };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }
}

function plainManifests(
  files: ReadonlyMap<string, string>,
  folder: string,
): Manifest[] {
  if (![...files.keys()].some(path => path.startsWith(`${folder}/`))) {
    throw new Error(`${folder}: app path does not exist`);
  }
  return [...files]
    .filter(
      ([path]) =>
        posix.dirname(path) === folder && /\.(ya?ml|json)$/.test(path),
    )
    .flatMap(([path, text]) => parseManifests(path, text));
}
