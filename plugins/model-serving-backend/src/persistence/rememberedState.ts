import type { ClusterState } from '@modelfleet/backstage-plugin-model-serving-common';

/**
 * What may be said of a cluster that was not confirmed for a while, here or by
 * another replica: that it was live no longer says that it is. What was wrong
 * with it is still the best that is known.
 *
 * @param why - for a person, without a full stop
 */
export function rememberedState(
  name: string,
  state: ClusterState,
  why: string,
  now: Date,
): ClusterState {
  const retryAt = now.toISOString();
  switch (state.status) {
    case 'live':
    case 'connecting':
      return {
        status: 'stale',
        ...('confirmedAt' in state && { confirmedAt: state.confirmedAt }),
        error: {
          kind: 'other',
          message: `Cluster '${name}' is shown as it was last seen: ${why}`,
        },
        retryAt,
      };
    case 'unsupported':
      return state;
    default:
      return { ...state, retryAt };
  }
}
