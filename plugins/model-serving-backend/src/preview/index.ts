export { addPreviewRoutes } from './addPreviewRoutes';
export { ChangePreviewer } from './ChangePreviewer';
