import type { Delivery } from '../api/types';
import {
  applicationProjection,
  type ApplicationRecord,
} from '../observed/application';
import { applicationSetProjection } from '../observed/applicationSet';
import { recordKey } from '../observed/resource';
import type { ClusterSnapshot } from '../fleet/snapshot';
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
    const { destination, resources } = application;
    const message = messageOf(application) ?? turnOf(application, cluster);
    const { revisions, at } = appliedOf(application);
    const sources = application.sources.map(({ repoUrl, path }, index) => ({
      repoUrl,
      path,
      ...revisionsAt(index, application.sync.revisions, revisions),
    }));
    // A source without a folder only lends its files to the others.
    const main = sources.find(({ path }) => path !== '') ?? sources[0];
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
        ...(main?.wantedRevision && { wantedRevision: main.wantedRevision }),
        ...(main?.appliedRevision && { appliedRevision: main.appliedRevision }),
        ...(at && { appliedAt: at }),
        ...(message && { message }),
        ...(application.health && { health: application.health }),
      },
      destination,
      sources,
      objects: resources,
    };
  },
};

function revisionsAt(
  index: number,
  wanted: readonly string[],
  applied: readonly string[],
): Pick<Delivery, 'wantedRevision' | 'appliedRevision'> {
  return {
    ...(wanted[index] && { wantedRevision: wanted[index] }),
    ...(applied[index] && { appliedRevision: applied[index] }),
  };
}

function statusOf({
  sync,
  operation,
  conditions,
  automated,
}: ApplicationRecord): Delivery['status'] {
  if (operation?.phase === 'Running' || operation?.phase === 'Terminating') {
    return 'syncing';
  }
  const errors = conditions.filter(({ type }) => ERRORS.has(type));
  // Argo CD cannot see the cluster now: that says nothing of what it applied.
  if (errors.length > 0 && errors.every(isBlind)) return 'unknown';
  if (errors.length > 0) return 'failed';
  if (sync.status === 'Synced') return 'synced';
  // The operation's phase stays after later drift: it is about this revision
  // only when it tried this revision.
  const tried =
    sync.revisions.length === 0 ||
    sync.revisions.every((revision, index) =>
      operation?.revisions.length
        ? operation.revisions[index] === revision
        : true,
    );
  if (isFailure(operation?.phase) && tried) return 'failed';
  if (sync.status === 'OutOfSync') {
    return automated ? 'outOfSync' : 'suspended';
  }
  return 'unknown';
}

/** The words of Argo CD v3.5 when the destination cluster does not answer. */
function isBlind(condition: { type: string; message?: string }): boolean {
  return (
    condition.type === 'ComparisonError' &&
    /^failed to load live state/i.test(condition.message ?? '')
  );
}

function isFailure(phase: string | undefined): boolean {
  return phase === 'Failed' || phase === 'Error';
}

function appliedOf({ applied, operation }: ApplicationRecord): {
  readonly revisions: readonly string[];
  readonly at: string | undefined;
} {
  if (applied) return { revisions: applied.revisions, at: applied.deployedAt };
  const succeeded = operation?.phase === 'Succeeded' ? operation : undefined;
  return {
    revisions: succeeded?.revisions ?? [],
    at: succeeded?.finishedAt,
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

/** A progressive sync of its ApplicationSet holds it back. */
function turnOf(
  application: ApplicationRecord,
  cluster: ClusterSnapshot,
): string | undefined {
  const { controller, name, namespace } = application.meta;
  if (controller?.kind !== 'ApplicationSet') return undefined;
  if (statusOf(application) !== 'outOfSync') return undefined;
  const set = cluster.records(applicationSetProjection).get(
    recordKey({
      ...(namespace && { namespace }),
      name: controller.name,
    }),
  );
  const own = set?.waiting.find(({ application: of }) => of === name);
  if (!own || !['Waiting', 'Pending'].includes(own.status)) return undefined;
  const step = own.step ? ` (step ${own.step})` : '';
  return `It waits for its turn in the rollout of ${controller.name}${step}${
    own.message ? `: ${own.message}` : '.'
  }`;
}
