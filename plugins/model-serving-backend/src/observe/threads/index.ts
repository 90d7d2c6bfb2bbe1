export type { ObserverThreads } from './ObserverThreads';
export { openThreads } from './openThreads';
