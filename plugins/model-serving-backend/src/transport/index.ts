export { ClusterRequestError } from './ClusterRequestError';
export type {
  ClusterTransport,
  GetOptions,
  WatchOptions,
} from './ClusterTransport';
export { HttpClusterTransport } from './HttpClusterTransport';
