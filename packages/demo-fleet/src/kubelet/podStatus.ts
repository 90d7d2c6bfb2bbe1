import type { Condition, ConditionChange } from '../resources/conditions';
import { withCondition } from '../resources/conditions';
import type {
  Container,
  ContainerStatus,
  Pod,
  PodStatus,
} from '../resources/pod';

/** What the kubelet knows of a pod's containers. */
export interface ContainerStates {
  readonly init: readonly ContainerStatus[];
  readonly main: readonly ContainerStatus[];
}

/** A container that waits for its turn. */
export function waitingStatus(
  container: Container,
  reason: string,
): ContainerStatus {
  return {
    name: container.name,
    image: container.image ?? '',
    imageID: '',
    ready: false,
    started: false,
    restartCount: 0,
    state: { waiting: { reason } },
    lastState: {},
  };
}

/** Phase and conditions that follow from the containers' states. */
export function statusFrom(
  pod: Pod,
  states: ContainerStates,
  addresses: Pick<PodStatus, 'hostIP' | 'podIP' | 'podIPs' | 'startTime'>,
  now: string,
): PodStatus {
  const initialized = states.init.every(
    status => status.state.terminated?.exitCode === 0,
  );
  const ready = states.main.every(status => status.ready);
  const changes: ConditionChange[] = [
    { type: 'PodReadyToStartContainers', status: 'True' },
    initialized
      ? { type: 'Initialized', status: 'True' }
      : {
          type: 'Initialized',
          status: 'False',
          reason: 'ContainersNotInitialized',
          message: `containers with incomplete status: [${names(
            states.init,
            status => status.state.terminated?.exitCode !== 0,
          )}]`,
        },
    ...['ContainersReady', 'Ready'].map(
      (type): ConditionChange =>
        ready
          ? { type, status: 'True' }
          : {
              type,
              status: 'False',
              reason: 'ContainersNotReady',
              message: `containers with unready status: [${names(
                states.main,
                status => !status.ready,
              )}]`,
            },
    ),
  ];
  const conditions = changes.reduce<Condition[]>(
    (list, change) => withCondition(list, change, now),
    withCondition(
      pod.status?.conditions,
      { type: 'PodScheduled', status: 'True' },
      now,
    ),
  );
  return {
    ...pod.status,
    ...addresses,
    phase: initialized && anyStarted(states) ? 'Running' : 'Pending',
    conditions,
    ...(states.init.length > 0
      ? { initContainerStatuses: [...states.init] }
      : {}),
    containerStatuses: [...states.main],
  };
}

function anyStarted(states: ContainerStates): boolean {
  return states.main.some(
    status =>
      status.state.running ||
      status.state.terminated ||
      status.lastState.terminated,
  );
}

function names(
  statuses: readonly ContainerStatus[],
  which: (status: ContainerStatus) => boolean,
): string {
  return statuses
    .filter(which)
    .map(status => status.name)
    .join(' ');
}
