export { DeployButton } from './DeployButton';
export { useDeployHref } from './useDeployHref';
export { useDeployIconLink } from './useDeployIconLink';
