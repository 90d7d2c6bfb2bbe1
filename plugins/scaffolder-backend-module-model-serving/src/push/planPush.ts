import { InputError } from '@backstage/errors';
import {
  parseService,
  type ParsedService,
  type ServiceFiles,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { fingerprint } from '../workspace/workspaceFiles';

/** What a push would write, and which clusters that concerns. */
export interface Push {
  /** New or different since the files were read, by path below the folder. */
  readonly files: ServiceFiles;
  readonly service: ParsedService;
  /** Clusters that are changed, and that the person must be allowed to change. */
  readonly clusters: readonly string[];
}

/**
 * Compares the workspace with what it was made from. Files that were only
 * carried along are not written: whatever others did to them since stays.
 *
 * A change outside the overlays reaches every cluster of the service.
 *
 * @param basedOn - Fingerprints of the files as they were, by path; without
 * it, every file counts as changed.
 */
export function planPush(
  workspace: ServiceFiles,
  basedOn: Readonly<Record<string, string>> | undefined,
): Push {
  const service = parseService(workspace);
  const allClusters = service.placements.map(({ cluster }) => cluster);
  if (allClusters.length === 0) {
    throw new InputError(
      'The workspace holds no cluster of the service (clusters/<cluster>/kustomization.yaml)',
    );
  }
  const files = new Map(
    [...workspace].filter(
      ([path, content]) => basedOn?.[path] !== fingerprint(content),
    ),
  );
  const touched = new Set([...files.keys()].map(clusterOf));
  const clusters = allClusters.filter(cluster => touched.has(cluster));
  return {
    files,
    service,
    clusters:
      touched.has(undefined) || clusters.length === 0 ? allClusters : clusters,
  };
}

/** Refuses overlays that leave the namespace that was authorised. */
export function requireNamespace(push: Push, namespace: string): void {
  const written = new Set([...push.files.keys()].map(clusterOf));
  for (const placement of push.service.placements) {
    const found = placement.namespace;
    if (written.has(placement.cluster) && found !== namespace) {
      throw new InputError(
        `clusters/${
          placement.cluster
        }/kustomization.yaml must set the namespace '${namespace}' and has ${
          found ? `'${found}'` : 'none'
        }`,
      );
    }
  }
}

/** `undefined` for what all clusters share; the catalog's file is no cluster's. */
function clusterOf(path: string): string | undefined {
  if (path === 'catalog-info.yaml') {
    return '';
  }
  return /^clusters\/([^/]+)\//.exec(path)?.[1];
}
