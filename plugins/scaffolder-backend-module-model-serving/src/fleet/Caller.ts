import type { BackstageCredentials } from '@backstage/backend-plugin-api';

/** The part of an action's context that says who started the task. */
export interface Caller {
  getInitiatorCredentials(): Promise<BackstageCredentials>;
  /** Aborts when the task is cancelled. */
  readonly signal?: AbortSignal | undefined;
}
