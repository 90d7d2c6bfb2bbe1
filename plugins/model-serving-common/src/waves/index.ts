export { changedClusters, clusterChanges } from './changedClusters';
export { afterAllWaves, nextWave } from './nextWave';
export { clusterOfFile } from './paths';
export { checkWaves, readWaves } from './plan';
export { renderInWaves, type WaveOptions } from './renderInWaves';
export { stopWaves, type StoppedWaves } from './stopWaves';
export type {
  Digest,
  RenderedWaves,
  WaveClusters,
  WavePlan,
  WaveProgress,
} from './types';
export { plannedWaves } from './plannedWaves';
export {
  appliedRevisions,
  wavePlanView,
  type AppliedFiles,
  type WavesRequest,
} from './wavePlanView';
