export { liveFleetApiRef, modelServingApiRef } from './apiRefs';
