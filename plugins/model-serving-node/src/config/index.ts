export { readAccelerators } from './readAccelerators';
export { readClusterAliases } from './readClusterAliases';
export { readGitOpsConfig } from './readGitOpsConfig';
