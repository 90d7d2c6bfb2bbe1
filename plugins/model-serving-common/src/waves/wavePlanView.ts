import { isError } from '@backstage/errors';
import type {
  ClusterRef,
  Rollout,
  WaveChange,
  WaveCluster,
  WavePlanView,
  WaveState,
  WaveStep,
  WaveView,
} from '../api/types';
import { comparableName } from '../fleet/clusterNames';
import { parseService } from '../rendering/parseService';
import type { ServiceFiles } from '../rendering/types';
import { clusterChanges } from './changedClusters';
import { goneCluster, REPORTED } from './goneCluster';
import { nextWave } from './nextWave';
import { clustersOf } from './paths';
import { revisionOf } from './revisionOf';
import type { Digest, WaveProgress } from './types';

/** More than a person reads; the files have them all. */
const MOST_CHANGES = 40;

/** A service's files at a commit, or a clause that says why not. @public */
export type AppliedFiles = ReadonlyMap<string, ServiceFiles | string>;

/** What the state of a plan is made of. @public */
export interface WavesRequest {
  readonly progress: WaveProgress;
  /** The service's files at the branch's head. */
  readonly files: ServiceFiles;
  /** The branch's head. */
  readonly commit: string;
  /** The rows of the service. */
  readonly rollouts: readonly Rollout[];
  /** What clusters are called that have no row yet. */
  readonly clusters?: readonly Pick<ClusterRef, 'name' | 'title'>[];
  /** Of the commits that {@link appliedRevisions} names. */
  readonly applied: AppliedFiles;
  readonly digest: Digest;
}

/**
 * Commits other than the branch's head that clusters have, whose files tell
 * whether these have what their wave brought.
 *
 * @public
 */
export function appliedRevisions({
  progress,
  rollouts,
  commit,
}: Pick<WavesRequest, 'progress' | 'rollouts' | 'commit'>): string[] {
  const gone = new Set(
    progress.plan.waves.slice(0, progress.gone).flat().map(comparableName),
  );
  const revisions = rollouts
    .filter(({ cluster }) => gone.has(comparableName(cluster.name)))
    .flatMap(({ delivery }) => (delivery && revisionOf(delivery)) ?? []);
  return [...new Set(revisions)].filter(revision => revision !== commit);
}

/**
 * Where a plan is, whether the next wave may go, and what it would bring.
 *
 * The next wave may go when every cluster that has gone is healthy with what
 * its wave brought: not those of the last wave alone, for a canary that falls
 * ill later is what it is there for.
 *
 * @public
 */
export function wavePlanView(
  request: WavesRequest,
): Pick<
  WavePlanView,
  | 'state'
  | 'message'
  | 'service'
  | 'namespace'
  | 'gone'
  | 'waves'
  | 'faults'
  | 'next'
> {
  const { progress } = request;
  const { plan, gone } = progress;
  const waves = plan.waves.map((clusters, index) =>
    waveView(index + 1, clusters, request),
  );
  const { next, fault } = nextStep(request);
  const faults = fault ? [fault] : [];
  const namespace = parseService(request.files).placements.find(
    placement => placement.namespace !== undefined,
  )?.namespace;
  return {
    ...verdictOf(waves.slice(0, gone), progress, faults),
    service: plan.service,
    ...(namespace === undefined ? {} : { namespace }),
    gone,
    waves,
    faults,
    ...(next && { next }),
  };
}

function waveView(
  number: number,
  names: readonly string[],
  request: WavesRequest,
): WaveView {
  const { progress } = request;
  const isGone = number <= progress.gone;
  const clusters = names.map(name =>
    isGone ? inGit(name, request) : ahead(name, number, request),
  );
  return { number, state: worst(clusters), clusters };
}

function inGit(name: string, request: WavesRequest): WaveCluster {
  const rows = rowsIn(name, request);
  if (!clustersOf(request.files).includes(name)) {
    return {
      cluster: name,
      title: titleOf(name, request),
      state: 'blocked',
      reason: 'Removed',
      message: 'Its files are no longer in Git.',
    };
  }
  return goneCluster({
    ...request,
    cluster: name,
    title: titleOf(name, request),
    rows,
  });
}

function ahead(
  name: string,
  number: number,
  request: WavesRequest,
): WaveCluster {
  const [row] = rowsIn(name, request);
  return {
    cluster: name,
    title: titleOf(name, request),
    state: 'ahead',
    message: row
      ? `It keeps what it has until wave ${number} goes.`
      : `The service comes here with wave ${number}.`,
    ...(row && { verdict: row.judgement.verdict }),
    ...(row?.confirmedAt && { confirmedAt: row.confirmedAt }),
  };
}

function rowsIn(name: string, { rollouts }: WavesRequest): Rollout[] {
  return rollouts.filter(
    ({ cluster }) => comparableName(cluster.name) === comparableName(name),
  );
}

function titleOf(name: string, request: WavesRequest): string {
  const known = request.clusters?.find(
    cluster => comparableName(cluster.name) === comparableName(name),
  );
  return rowsIn(name, request)[0]?.cluster.title ?? known?.title ?? name;
}

function worst(clusters: readonly WaveCluster[]): WaveState {
  const order: readonly WaveState[] = ['blocked', 'waiting', 'ahead'];
  return (
    order.find(state => clusters.some(cluster => cluster.state === state)) ??
    'healthy'
  );
}

function verdictOf(
  waves: readonly WaveView[],
  { plan, gone, isOpen }: WaveProgress,
  faults: readonly string[],
): Pick<WavePlanView, 'state' | 'message'> {
  const clusters = waves.flatMap(wave => wave.clusters);
  const total = plan.waves.length;
  const say = (state: 'blocked' | 'waiting') =>
    clusters
      .filter(cluster => cluster.state === state)
      .map(({ title, message }) => `${title}: ${message}`)
      .join(' ');
  // What the gate lets pass without having seen it itself.
  const notes = clusters
    .filter(({ reason }) => reason === REPORTED)
    .map(({ title, message }) => ` ${title}: ${message}`)
    .join('');
  const position = `Wave ${gone} of ${total}`;
  if (clusters.some(({ state }) => state === 'blocked')) {
    return {
      state: 'blocked',
      message: `${position} is held up. ${say('blocked')}`,
    };
  }
  if (clusters.some(({ state }) => state === 'waiting')) {
    return {
      state: 'waiting',
      message: `${position} is on its way. ${say('waiting')}`,
    };
  }
  if (!isOpen) {
    return {
      state: 'done',
      message: `All ${total} waves have gone and are healthy.${notes}`,
    };
  }
  return faults.length > 0
    ? {
        state: 'blocked',
        message: `${position} is healthy, and wave ${
          gone + 1
        } cannot go. ${faults.join(' ')}`,
      }
    : {
        state: 'healthy',
        message: `${position} is healthy; wave ${gone + 1} may go.${notes}`,
      };
}

function nextStep(request: WavesRequest): { next?: WaveStep; fault?: string } {
  const { progress, files, digest } = request;
  const { plan, gone, isOpen } = progress;
  if (!isOpen) {
    return {};
  }
  let after: ServiceFiles;
  try {
    after = nextWave(files, digest);
  } catch (error) {
    return { fault: `${isError(error) ? error.message : String(error)}.` };
  }
  const present = clustersOf(files);
  return {
    next: {
      number: gone + 1,
      clusters: (plan.waves[gone] ?? []).map((cluster): WaveChange => {
        const changes = clusterChanges(files, after, cluster);
        return {
          cluster,
          title: titleOf(cluster, request),
          isNew: !present.includes(cluster),
          changes: changes.slice(0, MOST_CHANGES),
          more: Math.max(0, changes.length - MOST_CHANGES),
        };
      }),
    },
  };
}
