import type {
  Application,
  ApplicationStatus,
  OperationState,
  ResourceResult,
} from '../resources/argocd';

const HISTORY_LIMIT = 10;
const FIRST_RETRY_MS = 5_000;

/** An operation that was just begun by the controller itself. */
export function begunOperation(
  app: Application,
  revision: string,
  now: string,
): OperationState {
  const limit = app.spec.syncPolicy?.retry?.limit;
  return {
    operation: {
      initiatedBy: { automated: true },
      retry: limit === undefined ? {} : { limit },
      sync: {
        revision,
        prune: app.spec.syncPolicy?.automated?.prune ?? false,
      },
    },
    phase: 'Running',
    message: 'waiting for completion of the sync',
    startedAt: now,
    syncResult: {
      revision,
      source: app.spec.source ?? { repoURL: '' },
    },
  };
}

/** How an operation ended, and when it is tried again if it failed. */
export function endedOperation(
  app: Application,
  state: OperationState,
  resources: readonly ResourceResult[],
  nowMs: number,
): { state: OperationState; retryInMs?: number } {
  const now = `${new Date(nowMs).toISOString().slice(0, 19)}Z`;
  const failures = resources.filter(item => item.status === 'SyncFailed');
  const syncResult = {
    ...(state.syncResult ?? {
      revision: '',
      source: app.spec.source ?? { repoURL: '' },
    }),
    resources: [...resources],
  };
  if (failures.length === 0) {
    return {
      state: {
        ...state,
        phase: 'Succeeded',
        message: 'successfully synced (all tasks run)',
        finishedAt: now,
        syncResult,
      },
    };
  }
  const reason = failures.map(item => item.message).join(',');
  const message = `one or more objects failed to apply, reason: ${reason}`;
  const retries = state.retryCount ?? 0;
  if (retries < (app.spec.syncPolicy?.retry?.limit ?? 0)) {
    const retryInMs = FIRST_RETRY_MS * 2 ** retries;
    const at = kitchenTime(nowMs + retryInMs);
    return {
      state: {
        ...state,
        phase: 'Running',
        message: `${message}. Retrying attempt #${retries + 1} at ${at}.`,
        retryCount: retries + 1,
        syncResult,
      },
      retryInMs,
    };
  }
  return {
    state: {
      ...state,
      phase: 'Failed',
      message: retries > 0 ? `${message} (retried ${retries} times).` : message,
      finishedAt: now,
      syncResult,
    },
  };
}

/** The history with a finished sync added: newest last, ids rising. */
export function withHistory(
  app: Application,
  state: OperationState,
): ApplicationStatus['history'] {
  const history = app.status?.history ?? [];
  const revision = state.syncResult?.revision ?? '';
  if (state.phase !== 'Succeeded') {
    return history;
  }
  return [
    ...history,
    {
      id: (history.at(-1)?.id ?? -1) + 1,
      revision,
      deployedAt: state.finishedAt ?? state.startedAt,
      deployStartedAt: state.startedAt,
      source: app.spec.source ?? { repoURL: '' },
      initiatedBy: { automated: true },
    },
  ].slice(-(app.spec.revisionHistoryLimit ?? HISTORY_LIMIT));
}

/** As Go's `time.Kitchen`: 3:04PM, in UTC. */
function kitchenTime(ms: number): string {
  const date = new Date(ms);
  const hours = date.getUTCHours();
  const minutes = String(date.getUTCMinutes()).padStart(2, '0');
  return `${hours % 12 || 12}:${minutes}${hours < 12 ? 'AM' : 'PM'}`;
}
