export { DeployButton } from './DeployButton';
export { DeployHereLink } from './DeployHereLink';
export { DEPLOY_TEMPLATE, useDeployHref } from './useDeployHref';
export { useDeployIconLink } from './useDeployIconLink';
