import { ConflictError } from '@backstage/errors';
import type { ServiceFiles } from '../rendering/types';
import { moveComponent } from './component';
import { digestOf } from './digestOf';
import {
  clustersOf,
  filesIn,
  isSameFolder,
  setFolder,
  WAVE_FOLDERS,
  WAVES_FILE,
} from './paths';
import { countWave, readWaves } from './plan';
import { relink } from './relink';
import { folderOf, moveIn } from './startWaves';
import type { Digest, WaveProgress } from './types';

const { next: NEXT, waiting: WAITING, before: BEFORE } = WAVE_FOLDERS;

/**
 * Lets the next wave go: its clusters get what waits for them. The last one
 * makes the next base the base, and leaves the tree as the change would have
 * without waves; clusters that have gone already come to the same as before.
 *
 * Whether it may go is not asked here.
 *
 * @throws ConflictError when there is no wave to go, or when people changed
 * what the plan replaces.
 * @public
 */
export function nextWave(
  files: ServiceFiles,
  digest: Digest,
): Map<string, string> {
  const progress = requireOpen(files);
  const { plan, gone } = progress;
  requireUntouched(files, progress, digest);
  const changed = new Map(files);
  for (const cluster of plan.waves[gone] ?? []) {
    const overlay = filesIn(files, `${WAITING}/${cluster}`);
    // A cluster that people let go ahead by hand is where it shall be.
    if (overlay.size > 0) {
      moveIn(changed, cluster, overlay);
    }
  }
  changed.set(WAVES_FILE, countWave(files.get(WAVES_FILE) ?? '', gone + 1));
  const isLast = gone + 1 === plan.waves.length;
  moveComponent(changed, files, plan, isLast);
  if (isLast) {
    finish(changed);
  }
  return changed;
}

/**
 * The files when every wave has gone.
 *
 * @public
 */
export function afterAllWaves(
  files: ServiceFiles,
  digest: Digest,
): ServiceFiles {
  let current = files;
  while (readWaves(current)?.isOpen) {
    current = nextWave(current, digest);
  }
  return current;
}

/** @throws ConflictError when a service has no plan with waves to come. */
export function requireOpen(files: ServiceFiles): WaveProgress {
  const progress = readWaves(files);
  if (!progress?.isOpen) {
    throw new ConflictError(
      progress
        ? `Every wave of ${progress.plan.service} has gone; there is none to follow`
        : 'The service has no plan of waves; choose waves when you change it',
    );
  }
  return progress;
}

function finish(files: Map<string, string>): void {
  const base = filesIn(files, NEXT);
  if (base.size > 0) {
    setFolder(files, 'base', base);
    for (const cluster of clustersOf(files)) {
      const overlay = filesIn(files, folderOf(cluster));
      setFolder(files, folderOf(cluster), relink(overlay, NEXT, 'base'));
    }
  }
  for (const folder of [NEXT, WAITING, BEFORE]) {
    setFolder(files, folder, new Map());
  }
}

function requireUntouched(
  files: ServiceFiles,
  { plan, gone }: WaveProgress,
  digest: Digest,
): void {
  const replaced = [
    ...(filesIn(files, NEXT).size > 0 ? ['base'] : []),
    ...(plan.waves[gone] ?? []).map(folderOf),
  ];
  for (const folder of replaced) {
    const present = filesIn(files, folder);
    const now = present.size > 0 ? digestOf(present, digest) : undefined;
    const shall = filesIn(
      files,
      folder === 'base' ? NEXT : folder.replace('clusters', WAITING),
    );
    if (now !== plan.basedOn[folder] && !isSameFolder(present, shall)) {
      throw new ConflictError(
        `${folder} was changed after the plan of waves was made, and the next wave would take that back. Undo it there (and make it in ${
          folder === 'base' ? NEXT : folder.replace('clusters', WAITING)
        } if it shall stay), or stop the plan and ask again`,
      );
    }
  }
}
