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
      readonly at: Instant;
      readonly retryAt: Instant;
    };

/** What the last heartbeat said. */
export type Contact =
  | { readonly status: 'none' }
  | { readonly status: 'made' }
  | {
      readonly status: 'failed';
      readonly error: ClusterError;
      readonly at: Instant;
      readonly retryAt: Instant;
      /** Other requests were answered meanwhile: slow, not away. */
      readonly heard: boolean;
    };

/** One kind that is observed, and how it stands. */
export interface KindFacts {
  readonly resource: ResourceKind;
  readonly status: KindStatus;
}

/** All that a cluster's state is decided from. */
export interface ClusterFacts {
  readonly name: string;
  readonly contact: Contact;
  readonly kinds: readonly KindFacts[];
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
  const failed = worstFailure(facts);
  if (contact.status === 'failed') {
    // A heartbeat that waits out a Retry-After is not the last word on a
    // cluster that other requests found in another trouble since.
    const newer =
      contact.heard && failed && failed.at > contact.at ? failed : contact;
    return {
      status: awayStatus(newer.error, contact.heard),
      ...confirmed,
      error: newer.error,
      retryAt: newer.retryAt,
    };
  }
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

/**
 * Refused credentials explain every other failure, so they come first; of
 * others the latest is told.
 */
function worstFailure(facts: ClusterFacts) {
  const failed = facts.kinds.flatMap(({ status }) =>
    status.status === 'failed' ? [status] : [],
  );
  const refused = failed.filter(
    ({ error }) => awayStatus(error, true) === 'unauthorized',
  );
  const [first, ...rest] = refused.length > 0 ? refused : failed;
  return rest.reduce(
    (latest, next) => (latest && latest.at >= next.at ? latest : next),
    first,
  );
}
