export { GitOpsEntityProvider } from './GitOpsEntityProvider';
