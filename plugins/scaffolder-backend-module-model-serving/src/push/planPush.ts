import { InputError } from '@backstage/errors';
import {
  clusterOfFile,
  parseService,
  readWaves,
  type ParsedService,
  type ServiceFiles,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { fingerprint } from '../workspace/workspaceFiles';

const WAVES_FILE = 'waves.yaml';
const NO_CLUSTERS =
  /^(?:catalog-info\.yaml|waves\.yaml|(?:waiting|before)\/component\.yaml)$/;

/** What a push would write, and which clusters that concerns. */
export interface Push {
  /** New or different since the files were read, by path below the folder. */
  readonly files: ServiceFiles;
  /** Gone, by path below the folder. */
  readonly removed: readonly string[];
  readonly service: ParsedService;
  /** Clusters that the service is taken out of. */
  readonly left: readonly string[];
  /** Whether nothing of the service stays. */
  readonly isGone: boolean;
  /** Clusters that are changed, and that the person must be allowed to change. */
  readonly clusters: readonly string[];
  /** Of these, those that have the service now: others wait for their wave. */
  readonly present: readonly string[];
  /** Which wave of how many goes; absent for a change without. */
  readonly wave?: { readonly number: number; readonly total: number };
}

/**
 * Compares the workspace with what it was made from. Files that were only
 * carried along are not written: whatever others did to them since stays.
 *
 * A change outside the overlays reaches every cluster of the service.
 *
 * @param basedOn - Fingerprints of the files as they were, by path; without
 * it, every file counts as changed.
 * @param removed - What goes, by path below the folder: a file that is only
 * absent from the workspace stays in the repository.
 */
export function planPush(
  workspace: ServiceFiles,
  basedOn: Readonly<Record<string, string>> | undefined,
  removed: readonly string[] = [],
): Push {
  const kept = removed.find(path => workspace.has(path));
  if (kept !== undefined) {
    throw new InputError(
      `'${kept}' shall go and is in the workspace; a step wrote it again`,
    );
  }
  const service = parseService(workspace);
  const present = service.placements.map(({ cluster }) => cluster);
  const left = removed.flatMap(path => overlayOf(path) ?? []);
  const isGone = workspace.size === 0 && removed.length > 0;
  if (present.length === 0 && !isGone) {
    throw new InputError(
      'The workspace holds no cluster of the service (clusters/<cluster>/kustomization.yaml)',
    );
  }
  const allClusters = [
    ...new Set([
      ...present,
      ...left,
      ...[...workspace.keys()].flatMap(path => clusterOfFile(path) ?? []),
    ]),
  ];
  const files = new Map(
    [...workspace].filter(
      ([path, content]) => basedOn?.[path] !== fingerprint(content),
    ),
  );
  const touched = new Set([...files.keys(), ...removed].map(clusterOf));
  const named = allClusters.filter(cluster => touched.has(cluster));
  const clusters =
    touched.has(undefined) || named.length === 0 ? allClusters : named;
  const waves = files.has(WAVES_FILE) ? readWaves(workspace) : undefined;
  return {
    files,
    removed,
    service,
    left,
    isGone,
    clusters,
    present: clusters.filter(cluster => present.includes(cluster)),
    ...(waves && {
      wave: { number: waves.gone, total: waves.plan.waves.length },
    }),
  };
}

function overlayOf(path: string): string | undefined {
  return /^clusters\/([^/]+)\/kustomization\.ya?ml$/.exec(path)?.[1];
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

/**
 * `undefined` for what all clusters share; the catalog's file and the plan of
 * waves are no cluster's.
 */
function clusterOf(path: string): string | undefined {
  return NO_CLUSTERS.test(path) ? '' : clusterOfFile(path);
}
