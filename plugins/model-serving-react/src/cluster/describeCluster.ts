import type { ClusterState } from '@modelfleet/backstage-plugin-model-serving-common';

/**
 * How a cluster's state reads on screen.
 *
 * @public
 */
export interface ClusterDescription {
  /** One or two words. */
  label: string;
  /** Whether what we show of the cluster is what it says now. */
  current: boolean;
  /** Why not, or what is hidden; absent when there is nothing to say. */
  explanation?: string;
  advice?: string;
  /** When it will be tried again; ISO 8601. */
  retryAt?: string;
}

const awayLabels = {
  stale: 'Out of date',
  unreachable: 'Unreachable',
  unauthorized: 'Access refused',
} as const;

/**
 * Puts a cluster's state into words; each state has its own.
 *
 * @public
 */
export function describeCluster(state: ClusterState): ClusterDescription {
  switch (state.status) {
    case 'connecting':
      return {
        label: 'Connecting',
        current: false,
        explanation: 'Waiting for the first answer of this cluster.',
      };
    case 'live':
      return state.forbidden.length === 0
        ? { label: 'Live', current: true }
        : {
            label: 'Partly visible',
            current: true,
            explanation: `The cluster does not let us read: ${state.forbidden
              .map(({ kind }) => kind)
              .join(', ')}. What depends on them is unknown.`,
            advice:
              'Ask the platform team to let the Backstage service account list and watch them.',
          };
    case 'unsupported':
      return {
        label: state.reportedBy
          ? `Seen from ${state.reportedBy.title}`
          : 'Not supported',
        current: false,
        explanation: state.reason,
      };
    default:
      return {
        label: awayLabels[state.status],
        current: false,
        explanation: state.error.message,
        ...(state.error.advice && { advice: state.error.advice }),
        retryAt: state.retryAt,
      };
  }
}

/**
 * When a cluster last confirmed what we show; absent when it never did.
 *
 * @public
 */
export function confirmedAt(state: ClusterState): string | undefined {
  return 'confirmedAt' in state ? state.confirmedAt : undefined;
}
