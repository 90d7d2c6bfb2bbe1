import { isDeepEqual } from '../rendering/isDeepEqual';
import { parseService } from '../rendering/parseService';
import { renderService } from '../rendering/renderService';
import type {
  RenderedService,
  ServiceFiles,
  ServiceRequest,
} from '../rendering/types';
import { changedClusters } from './changedClusters';
import { afterAllWaves } from './nextWave';
import { WAVES_FILE } from './paths';
import { checkWaves, readWaves, requireNoWaves } from './plan';
import { startWaves } from './startWaves';
import type {
  Digest,
  RenderedWaves,
  WaveClusters,
  WaveProgress,
} from './types';

/** How a change reaches its clusters. @public */
export interface WaveOptions {
  /** Absent, or one wave: all clusters at once. */
  readonly waves?: readonly WaveClusters[] | undefined;
  readonly digest: Digest;
}

/**
 * The files of a service, as `renderService` writes them, with what has to be
 * so that the change reaches the clusters of the first wave and no others.
 *
 * @remarks
 *
 * Asked again for what a plan under way leads to, it changes nothing. When
 * every wave has gone the tree is the one that a change without waves leaves,
 * but for `waves.yaml`, which the next change replaces.
 *
 * @throws InputError when the waves are not those of the request's clusters,
 * ConflictError when another plan is under way, and what `renderService`
 * throws.
 * @public
 */
export function renderInWaves(
  request: ServiceRequest,
  existing: ServiceFiles,
  { waves = [], digest }: WaveOptions,
): RenderedWaves {
  if (waves.length > 0) {
    const clusters = request.placements.map(({ cluster }) => cluster);
    checkWaves(waves, clusters);
  }
  const present = readWaves(existing);
  if (present?.isOpen) {
    return underWay(request, existing, present, { waves, digest });
  }
  const before = withoutRecord(existing);
  const target = renderService(request, before);
  if (target.changed.length + target.removed.length === 0) {
    return unchanged(target, existing, present);
  }
  if (waves.length < 2) {
    return outcome(target, existing, target.files);
  }
  const models = [before, target.files].map(
    files => parseService(files, request.platform?.costLabel).modelRef,
  );
  const [modelBefore, modelAfter] = models;
  const files = startWaves({
    service: request.service,
    waves,
    existing: before,
    target: target.files,
    modelBefore: modelBefore === modelAfter ? undefined : modelBefore,
    digest,
  });
  return outcome(target, existing, files);
}

/** The same again is no change; another one would get lost in the plan. */
function underWay(
  request: ServiceRequest,
  existing: ServiceFiles,
  present: WaveProgress,
  { waves = [], digest }: WaveOptions,
): RenderedWaves {
  const end = withoutRecord(afterAllWaves(existing, digest));
  const target = renderService(request, end);
  const isSame =
    target.changed.length + target.removed.length === 0 &&
    isDeepEqual(sorted(waves), sorted(present.plan.waves));
  if (!isSame) {
    requireNoWaves(existing);
  }
  return unchanged(target, existing, present);
}

function unchanged(
  target: RenderedService,
  existing: ServiceFiles,
  progress: WaveProgress | undefined,
): RenderedWaves {
  return {
    ...target,
    files: existing,
    changed: [],
    removed: [],
    changedClusters: [],
    ...(progress && { progress }),
  };
}

function outcome(
  target: RenderedService,
  existing: ServiceFiles,
  files: ServiceFiles,
): RenderedWaves {
  const progress = readWaves(files);
  return {
    ...target,
    files,
    changed: [...files.keys()].filter(
      path => files.get(path) !== existing.get(path),
    ),
    removed: [...existing.keys()].filter(path => !files.has(path)),
    changedClusters: changedClusters(existing, files),
    ...(progress && { progress }),
  };
}

function withoutRecord(files: ServiceFiles): ServiceFiles {
  return new Map([...files].filter(([path]) => path !== WAVES_FILE));
}

function sorted(waves: readonly WaveClusters[]): string[][] {
  return waves.map(clusters => [...clusters].sort());
}
