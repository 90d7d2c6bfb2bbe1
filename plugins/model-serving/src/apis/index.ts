export { liveFleetApi, modelServingApi } from './apis';
