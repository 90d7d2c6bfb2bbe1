import type { PlannedWave } from '../api/types';
import type { WaveProgress } from './types';

/** The waves of a plan, with those that have gone. @public */
export function plannedWaves({ plan, gone }: WaveProgress): PlannedWave[] {
  return plan.waves.map((clusters, index) => ({
    number: index + 1,
    clusters: [...clusters],
    isGone: index < gone,
  }));
}
