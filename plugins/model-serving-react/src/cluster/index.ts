export { ClusterLabel, type ClusterLabelProps } from './ClusterLabel';
export { ClusterNote, type ClusterNoteProps } from './ClusterNote';
export {
  type ClusterDescription,
  confirmedAt,
  describeCluster,
} from './describeCluster';
