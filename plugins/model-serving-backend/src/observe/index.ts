export { systemClock } from './Clock';
export type { Clock } from './Clock';
export { DirectObservation } from './DirectObservation';
export { ListGate } from './ListGate';
export { ServiceMeter } from './ObserverMeter';
export { DEFAULT_OBSERVE_SETTINGS } from './settings';
export type { ObserveSettings } from './settings';
export { openThreads } from './threads';
