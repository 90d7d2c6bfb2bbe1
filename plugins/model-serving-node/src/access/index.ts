export { clusterAccessServiceRef } from './ClusterAccess';
export type {
  AccessibleCluster,
  ClusterAccess,
  ClusterAccessOptions,
  ClusterCredential,
} from './ClusterAccess';
export {
  createKubernetesClusterHandOver,
  kubernetesClusterSourceServiceRef,
} from './KubernetesClusterSource';
export type {
  HandOverResult,
  KubernetesClusterHandOver,
  KubernetesClusterSource,
} from './KubernetesClusterSource';
