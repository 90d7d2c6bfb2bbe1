import type {
  ClusterError,
  ClusterState,
  Instant,
  ResourceKind,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** How one kind stands in the present session with a cluster. */
export type KindStatus =
  /** Not listed yet in this session. */
  | { readonly status: 'pending' }
  /** Listed, and watched since. */
  | { readonly status: 'current' }
  | { readonly status: 'absent' }
  | { readonly status: 'forbidden' }
  | {
      readonly status: 'failed';
      readonly error: ClusterError;
      readonly retryAt: Instant;
    };

/** What the last heartbeat said. */
export type Contact =
  | { readonly status: 'none' }
  | { readonly status: 'made' }
  | {
      readonly status: 'failed';
      readonly error: ClusterError;
      readonly retryAt: Instant;
      /** Other requests were answered meanwhile: slow, not away. */
      readonly heard: boolean;
    };

/** All that a cluster's state is decided from. */
export interface ClusterFacts {
  readonly name: string;
  readonly contact: Contact;
  readonly kinds: readonly {
    readonly resource: ResourceKind;
    readonly status: KindStatus;
  }[];
  /** When the cluster last answered anything. */
  readonly confirmedAt: Instant | undefined;
  /** Whether it was away since it was last live. */
  readonly returning: boolean;
  /** When the next heartbeat is due. */
  readonly nextContactAt: Instant;
}

/**
 * A cluster's state, from what is known of it. The table in
 * `docs/observation.md` is this function.
 */
export function clusterStateOf(facts: ClusterFacts): ClusterState {
  const { contact } = facts;
  const confirmed = facts.confirmedAt && { confirmedAt: facts.confirmedAt };
  if (contact.status === 'none') {
    return { status: 'connecting' };
  }
  if (contact.status === 'failed') {
    const { error, retryAt, heard } = contact;
    return { status: awayStatus(error, heard), ...confirmed, error, retryAt };
  }
  const failed = worstFailure(facts);
  if (failed) {
    const { error, retryAt } = failed;
    return { status: awayStatus(error, true), ...confirmed, error, retryAt };
  }
  if (facts.kinds.some(({ status }) => status.status === 'pending')) {
    return facts.returning
      ? {
          status: 'stale',
          ...confirmed,
          error: {
            kind: 'other',
            message: `Cluster '${facts.name}' answers again; what is in it is being read`,
          },
          retryAt: facts.nextContactAt,
        }
      : { status: 'connecting' };
  }
  return {
    status: 'live',
    confirmedAt: facts.confirmedAt ?? facts.nextContactAt,
    forbidden: facts.kinds
      .filter(({ status }) => status.status === 'forbidden')
      .map(({ resource }) => ({ group: resource.group, kind: resource.kind })),
  };
}

function awayStatus(
  error: ClusterError,
  heard: boolean,
): 'stale' | 'unreachable' | 'unauthorized' {
  if (error.kind === 'unauthorized' || error.kind === 'credentials') {
    return 'unauthorized';
  }
  return heard || error.kind === 'throttled' ? 'stale' : 'unreachable';
}

/** Refused credentials explain every other failure, so they come first. */
function worstFailure(facts: ClusterFacts) {
  const failed = facts.kinds.flatMap(({ status }) =>
    status.status === 'failed' ? [status] : [],
  );
  return (
    failed.find(({ error }) => awayStatus(error, true) === 'unauthorized') ??
    failed[0]
  );
}
