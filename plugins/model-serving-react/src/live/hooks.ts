import type {
  ClusterDoctorView,
  ClustersView,
  DoctorView,
  EntityOverview,
  FiguresView,
  GpuActivityView,
  GpuHoldersView,
  GpusView,
  RolloutsQuestion,
  RolloutsView,
  TenantsView,
  WavesView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { FiguresQuestion } from './LiveFleet';
import { useLive, type LiveOptions, type LiveResult } from './useLive';

/**
 * The rollout of a Model or an inference service, cluster by cluster, kept up
 * to date.
 *
 * @param entityRef - full entity ref
 * @param question - which rows, and how many; default: the first 200
 * @public
 */
export function useEntityRollouts(
  entityRef: string,
  question?: RolloutsQuestion,
  options?: LiveOptions,
): LiveResult<RolloutsView> {
  return useLive(fleet => fleet.rollouts(entityRef, question), options);
}

/**
 * How far a change of an inference service is that goes in waves, kept up to
 * date.
 *
 * @param entityRef - full entity ref of a Component
 * @public
 */
export function useEntityWaves(
  entityRef: string,
  options?: LiveOptions,
): LiveResult<WavesView> {
  return useLive(fleet => fleet.waves(entityRef), options);
}

/**
 * The GPUs of the clusters that concern an entity, kept up to date.
 *
 * @param entityRef - full entity ref
 * @public
 */
export function useEntityGpus(
  entityRef: string,
  options?: LiveOptions,
): LiveResult<GpusView> {
  return useLive(fleet => fleet.gpus(entityRef), options);
}

/**
 * How well an entity serves, what it uses and costs, asked again every 15
 * seconds while the page is visible.
 *
 * @param entityRef - full entity ref
 * @param question - how far back, and which series; default: figures of now
 * @public
 */
export function useEntityFigures(
  entityRef: string,
  question?: FiguresQuestion,
  options?: LiveOptions,
): LiveResult<FiguresView> {
  return useLive(fleet => fleet.figures(entityRef, question), options);
}

/**
 * How busy the GPUs of the clusters are that the user may see, kept up to
 * date.
 *
 * @param range - how far back courses go
 * @public
 */
export function useGpuActivity(
  range: GpuActivityView['range'],
  options?: LiveOptions,
): LiveResult<GpuActivityView> {
  return useLive(fleet => fleet.gpuActivity(range), options);
}

/**
 * Who takes the GPUs of each cluster that the user may see, kept up to date.
 *
 * @public
 */
export function useGpuHolders(
  options?: LiveOptions,
): LiveResult<GpuHoldersView> {
  return useLive(fleet => fleet.gpuHolders(), options);
}

/**
 * How an entity is and where it runs, in short, kept up to date. Rows of a
 * table are asked for in one request.
 *
 * @param entityRef - full entity ref
 * @public
 */
export function useEntityOverview(
  entityRef: string,
  options?: LiveOptions,
): LiveResult<EntityOverview> {
  return useLive(fleet => fleet.overview(entityRef), options);
}

/**
 * How well each cluster can be observed, worst first, kept up to date.
 *
 * @public
 */
export function useDoctor(options?: LiveOptions): LiveResult<DoctorView> {
  return useLive(fleet => fleet.doctor(), options);
}

/**
 * What is observed in one cluster, kind by kind, kept up to date.
 *
 * @param cluster - its name
 * @public
 */
export function useClusterDoctor(
  cluster: string,
  options?: LiveOptions,
): LiveResult<ClusterDoctorView> {
  return useLive(fleet => fleet.clusterDoctor(cluster), options);
}

/**
 * Every cluster that the user may see, with its state and GPUs, kept up to
 * date.
 *
 * @public
 */
export function useClusters(options?: LiveOptions): LiveResult<ClustersView> {
  return useLive(fleet => fleet.clusters(), options);
}

/**
 * The configured tenants, and whether the user may change their services.
 *
 * @public
 */
export function useTenants(options?: LiveOptions): LiveResult<TenantsView> {
  return useLive(fleet => fleet.tenants(), options);
}
