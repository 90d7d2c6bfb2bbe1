import type { Cluster } from '../cluster/cluster';
import type { ErrorSink } from '../cluster/errorSink';
import { WorkQueue } from '../cluster/workQueue';
import type { FaultBoard } from '../faults/faultBoard';
import { keyOf, keyText, parseKey } from '../objects/kubeObject';
import type { ConditionChange } from '../resources/conditions';
import { findCondition, isTrue, withCondition } from '../resources/conditions';
import type { ExternalSecret } from '../resources/secrets';

/** How long a store takes to answer: simulated. */
const DELAY_MS = 200;

/**
 * Says of ExternalSecrets whether their Secret is there, as External Secrets
 * v2.9 does. Secrets themselves are not kept: nobody may read them.
 */
export function startExternalSecrets(
  cluster: Cluster,
  faults: FaultBoard,
  onError: ErrorSink,
): void {
  const queue = WorkQueue.create({
    clock: cluster.clock,
    delayMs: DELAY_MS,
    reconcile: key => sync(cluster, faults, key),
    onError,
  });
  const all = () => {
    for (const secret of cluster.externalSecrets.list()) {
      queue.add(keyText(keyOf(secret)));
    }
  };
  cluster.externalSecrets.onChange(({ type, object }) => {
    if (type !== 'DELETED') {
      queue.add(keyText(keyOf(object)));
    }
  });
  cluster.secretStores.onChange(all);
  faults.onChange(({ fault }) => {
    if (fault.type === 'secret-not-synced') {
      all();
    }
  });
}

/** Whether a Secret that an ExternalSecret should make is not there. */
export function isSecretMissing(
  cluster: Cluster,
  namespace: string,
  name: string,
): boolean {
  return cluster.externalSecrets
    .list(namespace)
    .some(
      secret =>
        targetOf(secret) === name &&
        !isTrue(secret.status?.conditions, 'Ready'),
    );
}

function sync(cluster: Cluster, faults: FaultBoard, key: string): void {
  const now = cluster.clock.timestamp();
  const object = cluster.externalSecrets.get(parseKey(key));
  if (!object) {
    return;
  }
  const problem = problemOf(cluster, faults, object);
  const change: ConditionChange = problem
    ? {
        type: 'Ready',
        status: 'False',
        reason: 'SecretSyncedError',
        message: problem,
      }
    : {
        type: 'Ready',
        status: 'True',
        reason: 'SecretSynced',
        message: 'secret synced',
      };
  const last = findCondition(object.status?.conditions, 'Ready');
  cluster.externalSecrets.modify(keyOf(object), current => ({
    ...current,
    status: {
      ...current.status,
      ...(!problem &&
        last?.status !== 'True' && {
          refreshTime: now,
          binding: { name: targetOf(current) },
          syncedResourceVersion: `${current.metadata.generation ?? 1}`,
        }),
      conditions: withCondition(current.status?.conditions, change, now),
    },
  }));
  if (problem && last?.status !== 'False') {
    cluster.recorder.record(object, {
      type: 'Warning',
      reason: 'UpdateFailed',
      message: problem,
      component: 'external-secrets',
    });
  }
}

function problemOf(
  cluster: Cluster,
  faults: FaultBoard,
  secret: ExternalSecret,
): string | undefined {
  const { spec } = secret;
  const { kind = 'SecretStore', name = '' } = spec.secretStoreRef ?? {};
  if (kind !== 'ClusterSecretStore' || !cluster.secretStores.get({ name })) {
    return `could not get ${kind} "${name}", ${kind}.external-secrets.io "${name}" not found`;
  }
  if (faults.hits('secret-not-synced', secret)) {
    const key = spec.data?.[0]?.remoteRef.key ?? '';
    return `error processing spec.data[0] (key: ${key}), err: Secret does not exist`;
  }
  return undefined;
}

function targetOf({ metadata, spec }: ExternalSecret): string {
  return spec.target?.name ?? metadata.name;
}
