import { ConflictError } from '@backstage/errors';
import { SERVICE_PATHS } from '../rendering/paths';
import type { ServiceFiles } from '../rendering/types';
import { startComponent } from './component';
import { digestOf } from './digestOf';
import {
  filesIn,
  isOfPlan,
  isSameFolder,
  setFolder,
  WAVE_FOLDERS,
  WAVES_FILE,
} from './paths';
import { formatPlan } from './plan';
import { relink } from './relink';
import type { Digest, WaveClusters, WavePlan } from './types';

/** A change that shall go in waves. */
export interface PlannedChange {
  readonly service: string;
  readonly waves: readonly WaveClusters[];
  /** The files as they are, without a plan that is under way. */
  readonly existing: ServiceFiles;
  /** The files as they shall be in the end. */
  readonly target: ServiceFiles;
  readonly modelBefore?: string | undefined;
  readonly digest: Digest;
}

/**
 * The files of a service when the first wave goes.
 *
 * Clusters share a base, so a base that changes is written beside the present
 * one, and a cluster is led there by its wave. What later waves bring is in
 * the repository too, where nothing applies it and everybody can review it.
 *
 * @throws ConflictError when folders of the plan are there and are not ours.
 */
export function startWaves(change: PlannedChange): Map<string, string> {
  const { existing, target, waves, digest } = change;
  const stray = [...existing.keys()].find(
    path => isOfPlan(path) && path !== WAVES_FILE,
  );
  if (stray !== undefined) {
    throw new ConflictError(
      `${stray} is where the waves of a change are kept, and there is no plan; move it in the repository first`,
    );
  }
  const isNew = filesIn(existing, 'clusters').size === 0;
  const base = filesIn(existing, 'base');
  const nextBase = filesIn(target, 'base');
  const splits = !isNew && !isSameFolder(base, nextBase);
  const [first = [], ...later] = waves;
  const plan: WavePlan = {
    service: change.service,
    waves,
    isNew,
    ...(change.modelBefore === undefined
      ? {}
      : { modelBefore: change.modelBefore }),
    basedOn: {
      ...(splits ? { base: digestOf(base, digest) } : {}),
      ...Object.fromEntries(
        later
          .flat()
          .map(folderOf)
          .map(folder => [folder, filesIn(existing, folder)] as const)
          .filter(([, overlay]) => overlay.size > 0)
          .map(([folder, overlay]) => [folder, digestOf(overlay, digest)]),
      ),
    },
  };
  const files = new Map(existing);
  setFolder(files, splits ? WAVE_FOLDERS.next : 'base', nextBase);
  for (const cluster of waves.flat()) {
    const overlay = filesIn(target, folderOf(cluster));
    const wanted = splits
      ? relink(overlay, 'base', WAVE_FOLDERS.next)
      : overlay;
    if (first.includes(cluster)) {
      moveIn(files, cluster, wanted);
    } else {
      setFolder(files, `${WAVE_FOLDERS.waiting}/${cluster}`, wanted);
    }
  }
  files.set(WAVES_FILE, formatPlan(plan, 1));
  startComponent(files, plan, {
    before: existing.get(SERVICE_PATHS.component),
    after: target.get(SERVICE_PATHS.component) ?? '',
  });
  return files;
}

/** Gives a cluster what its wave brings, and keeps what it had. */
export function moveIn(
  files: Map<string, string>,
  cluster: string,
  overlay: ServiceFiles,
): void {
  setFolder(
    files,
    `${WAVE_FOLDERS.before}/${cluster}`,
    filesIn(files, folderOf(cluster)),
  );
  setFolder(files, folderOf(cluster), overlay);
  setFolder(files, `${WAVE_FOLDERS.waiting}/${cluster}`, new Map());
}

/** The folder that a cluster is delivered from. */
export function folderOf(cluster: string): string {
  return `clusters/${cluster}`;
}
