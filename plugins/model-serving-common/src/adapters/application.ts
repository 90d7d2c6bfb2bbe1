import type { Delivery } from '../api/types';
import {
  applicationProjection,
  type ApplicationRecord,
} from '../observed/application';
import { objectRef } from './wording';
import type { DeliveryAdapter } from './types';

/** Conditions of Argo CD v3.5 that keep it from comparing or applying. */
const ERRORS: ReadonlySet<string> = new Set([
  'DeletionError',
  'InvalidSpecError',
  'ComparisonError',
  'SyncError',
  'UnknownError',
]);

/**
 * Argo CD Application, v3.5, with one source or several, delivering to its own
 * cluster or to another.
 *
 * `wantedRevision` is what Argo CD resolved and compared with
 * (`status.sync.revision`), `appliedRevision` what its last successful sync
 * applied (newest `status.history[]`, or the last operation when it
 * succeeded); neither is the head of the repository, where others commit too.
 *
 * @public
 */
export const applicationAdapter: DeliveryAdapter<ApplicationRecord> = {
  ...applicationProjection,
  describe(application, { cluster }) {
    const { destination, sources, resources } = application;
    const wantedRevision = application.sync.revisions[0];
    const applied = appliedOf(application);
    const message = messageOf(application);
    return {
      delivery: {
        tool: 'argocd',
        ref: objectRef(
          cluster,
          applicationProjection.resource,
          application.meta,
        ),
        cluster: cluster.cluster,
        status: statusOf(application),
        ...(wantedRevision && { wantedRevision }),
        ...applied,
        ...(message && { message }),
      },
      destination,
      sources,
      objects: resources,
    };
  },
};

function statusOf({
  sync,
  operation,
  conditions,
  automated,
}: ApplicationRecord): Delivery['status'] {
  if (operation?.phase === 'Running' || operation?.phase === 'Terminating') {
    return 'syncing';
  }
  if (conditions.some(({ type }) => ERRORS.has(type))) return 'failed';
  if (sync.status === 'Synced') return 'synced';
  // The operation's phase stays after later drift: it is about this revision
  // only when it tried this revision.
  const tried =
    !sync.revisions[0] || operation?.revisions[0] === sync.revisions[0];
  if (isFailure(operation?.phase) && tried) return 'failed';
  if (sync.status === 'OutOfSync') {
    return automated ? 'outOfSync' : 'suspended';
  }
  return 'unknown';
}

function isFailure(phase: string | undefined): boolean {
  return phase === 'Failed' || phase === 'Error';
}

function appliedOf({
  applied,
  operation,
}: ApplicationRecord): Pick<Delivery, 'appliedRevision' | 'appliedAt'> {
  const succeeded = operation?.phase === 'Succeeded' ? operation : undefined;
  const revision = applied?.revisions[0] ?? succeeded?.revisions[0];
  const at = applied?.deployedAt ?? succeeded?.finishedAt;
  return {
    ...(revision && { appliedRevision: revision }),
    ...(at && { appliedAt: at }),
  };
}

function messageOf(application: ApplicationRecord): string | undefined {
  const { conditions, operation } = application;
  const error = conditions.find(({ type }) => ERRORS.has(type));
  if (error) return error.message ?? error.type;
  const status = statusOf(application);
  if (status === 'failed' || status === 'syncing') return operation?.message;
  if (status === 'suspended') {
    return 'Argo CD waits for a person to start the sync.';
  }
  return undefined;
}
