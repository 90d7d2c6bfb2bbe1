export { addPreviewRoutes } from './addPreviewRoutes';
export { openPreviewer } from './openPreviewer';
