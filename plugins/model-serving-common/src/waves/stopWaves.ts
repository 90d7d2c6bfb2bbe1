import type { ServiceFiles } from '../rendering/types';
import { parseService } from '../rendering/parseService';
import { restoreComponent } from './component';
import { requireOpen } from './nextWave';
import { filesIn, setFolder, WAVE_FOLDERS, WAVES_FILE } from './paths';
import { folderOf } from './startWaves';

/** The outcome of {@link stopWaves}. @public */
export interface StoppedWaves {
  readonly files: ServiceFiles;
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Clusters that get what they had before the plan. */
  readonly restored: readonly string[];
  /** Clusters that the plan brought the service to, and that it leaves. */
  readonly left: readonly string[];
}

/**
 * Ends a plan: clusters whose waves have gone get back what they had, and what
 * waits goes. A service that is new stays where it is by now, for there is
 * nothing to go back to.
 *
 * @throws ConflictError when no plan is under way.
 * @public
 */
export function stopWaves(existing: ServiceFiles): StoppedWaves {
  const { plan, gone } = requireOpen(existing);
  const files = new Map(existing);
  const restored: string[] = [];
  const left: string[] = [];
  if (!plan.isNew) {
    for (const cluster of plan.waves.slice(0, gone).flat()) {
      const before = filesIn(existing, `${WAVE_FOLDERS.before}/${cluster}`);
      setFolder(files, folderOf(cluster), before);
      (before.size > 0 ? restored : left).push(cluster);
    }
  }
  const next = filesIn(existing, WAVE_FOLDERS.next);
  const after = new Map(
    [...next].map(([path, text]) => [`base/${path}`, text]),
  );
  restoreComponent(files, existing, plan, parseService(after).modelRef);
  for (const folder of Object.values(WAVE_FOLDERS)) {
    setFolder(files, folder, new Map());
  }
  files.delete(WAVES_FILE);
  return {
    files,
    changed: [...files.keys()].filter(
      path => files.get(path) !== existing.get(path),
    ),
    removed: [...existing.keys()].filter(path => !files.has(path)),
    restored,
    left,
  };
}
