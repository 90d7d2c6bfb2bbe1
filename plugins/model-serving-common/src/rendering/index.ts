export {
  platformFolder,
  renderPlatform,
  type RenderedPlatform,
} from './bootstrap/renderPlatform';
export {
  fluxFolder,
  renderFluxDelivery,
  type FluxService,
} from './delivery/flux';
export {
  removeFromService,
  type Removal,
  type RemovedService,
} from './removeFromService';
export { checkServiceName } from './names';
export { parseService } from './parseService';
export { servicePath } from './paths';
export {
  inComponentOrder,
  readComponent,
  type ReadComponent,
} from './readComponent';
export { renderService } from './renderService';
export { storageUriOf } from './storageUri';
export type {
  NotUnderstood,
  ParsedPlacement,
  ParsedService,
  Placement,
  RenderedService,
  ServedArtifact,
  ServiceFiles,
  ServiceRequest,
} from './types';
export { DEFAULT_GPU_RESOURCE } from './validateRequest';
