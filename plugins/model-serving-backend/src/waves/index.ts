export { addWaveRoutes } from './addWaveRoutes';
export { openWavePlans } from './openWavePlans';
export { digest } from './PlanFiles';
export type { WavePlans } from './WavePlans';
