export { ChangeButton } from './ChangeButton';
export { ChangePage } from './ChangePage';
export { useChangeIconLink } from './useChangeIconLink';
