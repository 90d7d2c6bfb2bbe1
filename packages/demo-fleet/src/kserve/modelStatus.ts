import { STORAGE_INITIALIZER } from '../cluster/admission';
import { MODEL_CONTAINER } from '../kubelet/behaviour';
import { isTrue } from '../resources/conditions';
import type { ModelStatus } from '../resources/kserve';
import type { ContainerStatus, Pod } from '../resources/pod';

type Failure = NonNullable<ModelStatus['lastFailureInfo']>;

/**
 * `status.modelStatus` by KServe's rules (v0.20
 * `inference_service_status.go`): failures are read from the first pod alone,
 * `totalCopies` counts ready pods, and the last failure is never cleared.
 */
export function nextModelStatus(
  before: ModelStatus | undefined,
  pods: readonly Pod[],
  serviceReady: boolean,
): ModelStatus {
  const ready = pods.filter(
    pod =>
      pod.status?.phase === 'Running' && isTrue(pod.status.conditions, 'Ready'),
  ).length;
  const start: ModelStatus = {
    transitionStatus: 'UpToDate',
    ...before,
    copies: { failedCopies: 0, totalCopies: ready },
  };
  const [first] = pods;
  if (!first) {
    return moved(start, 'Pending');
  }
  const initializer = statusOf(
    first.status?.initContainerStatuses,
    STORAGE_INITIALIZER,
  );
  if (initializer?.state.running) {
    // Running again after a failure says nothing yet.
    return initializer.lastState.terminated ? start : moved(start, 'Loading');
  }
  const failedDownload = failureOf(initializer);
  if (failedDownload) {
    return moved(start, 'FailedToLoad', failedDownload);
  }
  if (serviceReady) {
    return moved(start, 'Loaded');
  }
  const server = statusOf(first.status?.containerStatuses, MODEL_CONTAINER);
  if (!server) {
    return start;
  }
  const failedServer = failureOf(server);
  return failedServer
    ? moved(start, 'FailedToLoad', failedServer)
    : moved(start, 'Pending');
}

/** No runtime takes this model: the spec itself is at fault. */
export function invalidModelStatus(
  before: ModelStatus | undefined,
  reason: string,
  message: string,
): ModelStatus {
  return {
    ...before,
    transitionStatus: 'InvalidSpec',
    states: {
      activeModelState: before?.states?.activeModelState ?? '',
      targetModelState: 'FailedToLoad',
    },
    lastFailureInfo: { reason, message },
  };
}

function moved(
  status: ModelStatus,
  target: 'Pending' | 'Loading' | 'Loaded' | 'FailedToLoad',
  failure?: Failure,
): ModelStatus {
  const transitions = {
    Pending: 'InProgress',
    Loading: 'InProgress',
    Loaded: 'UpToDate',
    FailedToLoad: 'BlockedByFailedLoad',
  };
  return {
    ...status,
    transitionStatus: transitions[target],
    states: {
      activeModelState:
        target === 'Loaded' ? 'Loaded' : status.states?.activeModelState ?? '',
      targetModelState: target,
    },
    ...(failure ? { lastFailureInfo: failure } : {}),
  };
}

/** Terminated with `Error`, or backing off; nothing else counts as failed. */
function failureOf(status: ContainerStatus | undefined): Failure | undefined {
  const ended =
    status?.state.terminated?.reason === 'Error'
      ? status.state.terminated
      : undefined;
  const crashed =
    status?.state.waiting?.reason === 'CrashLoopBackOff'
      ? status.lastState.terminated
      : undefined;
  const end = ended ?? crashed;
  return end && { reason: 'ModelLoadFailed', exitCode: end.exitCode };
}

function statusOf(
  statuses: readonly ContainerStatus[] | undefined,
  name: string,
): ContainerStatus | undefined {
  return statuses?.find(status => status.name === name);
}
