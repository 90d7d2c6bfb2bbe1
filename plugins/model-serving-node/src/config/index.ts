export { readClusterAliases } from './readClusterAliases';
export { readGitOpsConfig } from './readGitOpsConfig';
