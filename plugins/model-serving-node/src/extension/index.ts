export { modelServingAdaptersExtensionPoint } from './adapters';
export type { ModelServingAdaptersExtensionPoint } from './adapters';
