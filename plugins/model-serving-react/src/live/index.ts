export { type Clock, systemClock } from './Clock';
export {
  useClusterDoctor,
  useClusters,
  useDoctor,
  useEntityFigures,
  useEntityGpus,
  useEntityOverview,
  useEntityRollouts,
  useEntityWaves,
  useGpuActivity,
  useGpuHolders,
  useTenants,
} from './hooks';
export {
  type FiguresQuestion,
  LiveFleet,
  type LiveFleetApi,
  type LiveFleetOptions,
  type LiveSource,
} from './LiveFleet';
export { lastKnown, type LiveData, type LiveState } from './LiveState';
export { type LiveOptions, type LiveResult } from './useLive';
export { documentVisibility, type Visibility } from './Visibility';
