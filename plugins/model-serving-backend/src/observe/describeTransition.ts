import type { ClusterState } from '@modelfleet/backstage-plugin-model-serving-common';

interface Line {
  readonly level: 'info' | 'warn';
  readonly message: string;
}

/** The log line for a change of state; nothing for a repetition. */
export function describeTransition(
  cluster: string,
  before: ClusterState,
  after: ClusterState,
): Line | undefined {
  if (key(before) === key(after)) {
    return undefined;
  }
  switch (after.status) {
    case 'live': {
      const forbidden = after.forbidden.map(({ kind }) => kind).join(', ');
      return forbidden
        ? {
            level: 'warn',
            message: `Cluster '${cluster}' is live, but forbids reading: ${forbidden}. Bind the ClusterRole of docs/rbac.yaml to the account`,
          }
        : { level: 'info', message: `Cluster '${cluster}' is live` };
    }
    case 'stale':
    case 'unreachable':
    case 'unauthorized': {
      const advice = after.error.advice ? ` ${after.error.advice}` : '';
      // Only a cluster that answers again is away without a fault.
      const returning =
        after.status === 'stale' && after.error.kind === 'other';
      return {
        level: returning ? 'info' : 'warn',
        message: `Cluster '${cluster}' is ${after.status}: ${after.error.message}.${advice}`,
      };
    }
    case 'unsupported':
      return {
        level: 'warn',
        message: `Cluster '${cluster}' is not observed: ${after.reason}`,
      };
    default:
      return { level: 'info', message: `Cluster '${cluster}' is connecting` };
  }
}

function key(state: ClusterState): string {
  switch (state.status) {
    case 'live':
      return `live ${state.forbidden.map(({ kind }) => kind).join()}`;
    case 'stale':
    case 'unreachable':
    case 'unauthorized':
      return `${state.status} ${state.error.kind}`;
    default:
      return state.status;
  }
}
