import type {
  ClustersView,
  GpusView,
  RolloutsView,
  TenantsView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { useLive, type LiveOptions, type LiveResult } from './useLive';

/**
 * The rollout of a Model or an inference service, cluster by cluster, kept up
 * to date.
 *
 * @param entityRef - full entity ref
 * @public
 */
export function useEntityRollouts(
  entityRef: string,
  options?: LiveOptions,
): LiveResult<RolloutsView> {
  return useLive(fleet => fleet.rollouts(entityRef), options);
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
