export { DeployButton } from './DeployButton';
export { DEPLOY_TEMPLATE, useDeployHref } from './useDeployHref';
export { useDeployIconLink } from './useDeployIconLink';
