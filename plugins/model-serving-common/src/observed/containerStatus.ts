import { cut } from './text';
import type { ObjectReader } from './ObjectReader';

/** How a run of a container ended. @public */
export interface TerminationRecord {
  readonly reason?: string;
  readonly exitCode: number;
  /** The termination message, cut and redacted. */
  readonly message?: string;
  /** ISO 8601. */
  readonly finishedAt?: string;
}

/** What the kubelet says of one container, Kubernetes v1.36. @public */
export interface ContainerStatusRecord {
  readonly name: string;
  readonly init: boolean;
  readonly ready: boolean;
  /** False while the startup probe has not passed; absent when not said. */
  readonly started?: boolean;
  readonly restarts: number;
  readonly state:
    | {
        readonly phase: 'waiting';
        readonly reason?: string;
        readonly message?: string;
      }
    | { readonly phase: 'running'; readonly since?: string }
    | ({ readonly phase: 'terminated' } & TerminationRecord);
  /** How the run before the present one ended. */
  readonly lastTermination?: TerminationRecord;
}

/** Reads both lists of container statuses of a pod's status. */
export function readContainerStatuses(
  status: ObjectReader,
): readonly ContainerStatusRecord[] {
  return [
    ...status
      .list('initContainerStatuses')
      .map(container => readContainerStatus(container, true)),
    ...status
      .list('containerStatuses')
      .map(container => readContainerStatus(container, false)),
  ];
}

function readContainerStatus(
  container: ObjectReader,
  init: boolean,
): ContainerStatusRecord {
  const started = container.optionalBoolean('started');
  const last = container.object('lastState');
  return {
    name: container.string('name'),
    init,
    ready: container.optionalBoolean('ready') ?? false,
    ...(started !== undefined && { started }),
    restarts: container.optionalInteger('restartCount') ?? 0,
    state: readState(container.object('state')),
    ...(last.has('terminated') && {
      lastTermination: readTermination(last.object('terminated')),
    }),
  };
}

function readState(state: ObjectReader): ContainerStatusRecord['state'] {
  if (state.has('running')) {
    const since = state.object('running').optionalString('startedAt');
    return { phase: 'running', ...(since && { since }) };
  }
  if (state.has('terminated')) {
    return {
      phase: 'terminated',
      ...readTermination(state.object('terminated')),
    };
  }
  // Kubernetes: a container without a state is waiting.
  const waiting = state.object('waiting');
  const reason = waiting.optionalString('reason');
  const message = waiting.optionalString('message');
  return {
    phase: 'waiting',
    ...(reason && { reason }),
    ...(message && { message: cut(message) }),
  };
}

function readTermination(terminated: ObjectReader): TerminationRecord {
  const reason = terminated.optionalString('reason');
  const message = terminated.optionalString('message');
  const finishedAt = terminated.optionalString('finishedAt');
  return {
    ...(reason && { reason }),
    exitCode: terminated.optionalInteger('exitCode') ?? 0,
    ...(message && { message: cut(message) }),
    ...(finishedAt && { finishedAt }),
  };
}
