import type {
  ClusterError,
  ClusterState,
  Instant,
  ResourceKind,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { clusterStateOf } from './clusterStateOf';
import type { ClusterFacts, KindFacts, KindStatus } from './clusterStateOf';

/** What can happen to a cluster that is observed. */
export type ClusterEvent =
  /** The heartbeat was answered. */
  | {
      readonly type: 'answered';
      readonly at: Instant;
      readonly nextContactAt: Instant;
    }
  /** The heartbeat was not, or with an error. */
  | {
      readonly type: 'failed';
      readonly error: ClusterError;
      /** When it was sent. */
      readonly startedAt: Instant;
      readonly at: Instant;
      readonly retryAt: Instant;
    }
  /** One kind was listed, refused, lost … */
  | {
      readonly type: 'kind';
      readonly resource: ResourceKind;
      readonly status: KindStatus;
    };

/** What is known of a cluster, and the state that follows from it. */
export interface Standing {
  readonly facts: ClusterFacts;
  readonly state: ClusterState;
}

/** A cluster that was never asked. */
export function beginning(
  name: string,
  resources: readonly ResourceKind[],
  nextContactAt: Instant,
): Standing {
  const facts: ClusterFacts = {
    name,
    contact: { status: 'none' },
    kinds: resources.map(resource => ({
      resource,
      status: { status: 'pending' },
    })),
    confirmedAt: undefined,
    returning: false,
    nextContactAt,
  };
  return { facts, state: clusterStateOf(facts) };
}

/**
 * What follows from an event. The table of transitions in
 * `docs/observation.md` is this function; a test walks through all of it.
 */
export function transition(
  before: ClusterFacts,
  event: ClusterEvent,
): Standing {
  const facts = learn(before, event);
  const state = clusterStateOf(facts);
  // Whoever was away is read again before it counts as live.
  const returning =
    state.status !== 'live' &&
    (facts.returning || state.status !== 'connecting');
  return { facts: { ...facts, returning }, state };
}

/** Any other sign of life: nothing follows from it but its time. */
export function heard({ facts, state }: Standing, at: Instant): Standing {
  return { facts: { ...facts, confirmedAt: at }, state };
}

/** Whether kinds are followed: from the first answer to the first loss. */
export function inSession({ contact }: ClusterFacts): boolean {
  return (
    contact.status === 'made' || (contact.status === 'failed' && contact.heard)
  );
}

function learn(before: ClusterFacts, event: ClusterEvent): ClusterFacts {
  switch (event.type) {
    case 'answered':
      return {
        ...before,
        contact: { status: 'made' },
        confirmedAt: event.at,
        nextContactAt: event.nextContactAt,
      };
    case 'failed': {
      const { error, at, retryAt, startedAt } = event;
      const wasHeard =
        error.kind === 'throttled' ||
        (error.kind === 'timeout' && (before.confirmedAt ?? '') > startedAt);
      return {
        ...before,
        contact: { status: 'failed', error, at, retryAt, heard: wasHeard },
        kinds: wasHeard ? before.kinds : before.kinds.map(forget),
        nextContactAt: retryAt,
      };
    }
    default:
      // A session that has ended says no more.
      return inSession(before)
        ? { ...before, kinds: before.kinds.map(kind => told(kind, event)) }
        : before;
  }
}

function forget({ resource }: KindFacts): KindFacts {
  return { resource, status: { status: 'pending' } };
}

function told(
  kind: KindFacts,
  { resource, status }: Extract<ClusterEvent, { type: 'kind' }>,
): KindFacts {
  const same =
    kind.resource.group === resource.group &&
    kind.resource.kind === resource.kind;
  return same ? { resource: kind.resource, status } : kind;
}
