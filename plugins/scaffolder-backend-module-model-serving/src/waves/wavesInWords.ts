import {
  plannedWaves,
  type WaveProgress,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** The waves of a plan, one line for each; none without a plan. */
export function wavesInWords(progress: WaveProgress | undefined): string[] {
  return progress
    ? plannedWaves(progress).map(
        ({ number, clusters, isGone }) =>
          `Wave ${number}: ${clusters.join(', ')}${
            isGone ? '' : ' (waits until you let it go)'
          }`,
      )
    : [];
}
