export { ClusterRequestError } from './ClusterRequestError';
export type {
  ClusterTransport,
  GetOptions,
  GetTextOptions,
  WatchOptions,
} from './ClusterTransport';
export { HttpClusterTransport } from './HttpClusterTransport';
