import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../environment/Cluster';
import { CUSTOM_RESOURCES } from '../environment/customResources';
import { definitionOf, installDefinition } from '../environment/definitions';
import { RECHECKED_WITHIN_MS, untilStatus, type ProductCase } from './case';
import { inferenceService, modelDeployment, servingStatus } from './objects';
import { changeRights } from './observer';
import type { Product } from './Product';
import { untilVerdict } from './verdicts';

const KSERVE = CUSTOM_RESOURCES.find(({ kind }) => kind === 'InferenceService');

async function kserveDefinition() {
  if (!KSERVE) throw new Error('InferenceService is not among the kinds');
  return definitionOf(KSERVE, { folder: undefined });
}

/** A change that can be seen: the Deployment of an earlier case, resized. */
async function resize(cluster: Cluster, replicas: number): Promise<void> {
  await cluster.admin.change(
    modelDeployment({ name: 'plain', replicas, gpus: 1 }),
    { spec: { replicas } },
  );
}

/** The verdicts that a row has while one looks; "no row" when it has gone. */
async function watchRow(
  product: Product,
  cluster: Cluster,
  name: string,
  signal: AbortSignal,
): Promise<Set<string>> {
  const seen = new Set<string>();
  while (!signal.aborted) {
    const rows = await product.rollouts('component', 'chat');
    const row = rows.find(
      item =>
        item.cluster.name === cluster.name && item.workload?.ref.name === name,
    );
    seen.add(row?.judgement.verdict ?? 'no row');
    await sleep(50);
  }
  return seen;
}

/** That the product goes on when a cluster changes under it. */
export const changeCases: readonly ProductCase[] = [
  {
    name: 'changes: an API server that restarts is away, comes back, and nothing was missed',
    async run({ product, eu, us }) {
      await eu.withoutApiServer(async () => {
        const away = await untilStatus(product, eu, 'unreachable');
        assert.ok(away?.state.error?.message);
        // What was known is still shown, and not as if it were so now.
        const row = await untilVerdict(product, eu, 'plain', 'unknown');
        assert.equal(row.judgement.reason, 'ClusterAway');
        assert.equal(row.workload?.replicas.desired, 2);
        // Others are not held up.
        assert.equal((await product.cluster(us.name))?.state.status, 'live');
      });
      await resize(eu, 3);
      await untilStatus(product, eu, 'live', 60_000);
      await product.until(
        'the change is seen',
        async () =>
          (
            await untilVerdict(product, eu, 'plain', 'healthy')
          ).workload?.replicas.desired,
        desired => desired === 3,
        60_000,
      );
    },
  },
  {
    name: 'changes: an API server that restarts does not make custom kinds look gone',
    async run({ product, us }) {
      await untilVerdict(product, us, 'kserve', 'healthy');
      const watching = new AbortController();
      const rows = watchRow(product, us, 'kserve', watching.signal);
      await us.withoutApiServer(async () => {
        await untilStatus(product, us, 'unreachable');
      });
      await untilStatus(product, us, 'live', 60_000);
      await untilVerdict(product, us, 'kserve', 'healthy');
      watching.abort();
      assert.deepEqual([...(await rows)].sort(), ['healthy', 'unknown']);
    },
  },
  {
    name: 'changes: a token that is taken away is said, a new one is taken up without a restart',
    async run({ product, edge }) {
      const { namespace, name } = product.observer(edge.name);
      const account = {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { namespace, name },
      };
      await edge.admin.remove(account);
      await edge.admin.create(account);
      const refused = await untilStatus(
        product,
        edge,
        'unauthorized',
        RECHECKED_WITHIN_MS,
      );
      assert.equal(refused?.state.error?.kind, 'unauthorized');
      await product.renewToken(edge);
      await untilStatus(product, edge, 'live', 60_000);
    },
  },
  {
    name: 'changes: a kind whose definition is removed goes, and comes when it is installed again',
    async run({ product, us }) {
      await untilVerdict(product, us, 'kserve', 'healthy');
      await us.admin.remove(await kserveDefinition());
      await product.until(
        'the row of the InferenceService is gone',
        async () =>
          (
            await product.rollouts('component', 'chat')
          ).some(
            row =>
              row.cluster.name === us.name &&
              row.workload?.ref.kind === 'InferenceService',
          ),
        found => !found,
        RECHECKED_WITHIN_MS,
      );
      assert.equal((await product.cluster(us.name))?.state.status, 'live');
      await installDefinition(us.admin, await kserveDefinition());
      await us.admin.create(inferenceService('kserve'));
      await us.admin.applyStatus(servingStatus('kserve'));
      await product.until(
        'the InferenceService is seen again',
        async () =>
          (
            await product.rollouts('component', 'chat')
          ).some(row => row.workload?.ref.kind === 'InferenceService'),
        found => found,
        RECHECKED_WITHIN_MS,
      );
    },
  },
  {
    name: 'changes: a right that is revoked is named, the rest stays live, and granted it comes back',
    async run({ product, eu }) {
      await changeRights(eu, 'nodes');
      // A watch that is open is not ended by the server for lack of rights.
      await eu.withoutApiServer(async () => {});
      const seen = await product.until(
        'nodes are forbidden',
        () => product.cluster(eu.name),
        cluster =>
          cluster?.state.forbidden?.some(({ kind }) => kind === 'Node') ??
          false,
        60_000,
      );
      assert.equal(seen?.state.status, 'live');
      await resize(eu, 1);
      await product.until(
        'Deployments are still followed',
        async () =>
          (
            await untilVerdict(product, eu, 'plain', 'healthy')
          ).workload?.replicas.desired,
        desired => desired === 1,
      );
      await changeRights(eu, undefined);
      await product.until(
        'nothing is forbidden',
        () => product.cluster(eu.name),
        cluster =>
          cluster?.state.status === 'live' &&
          cluster.state.forbidden?.length === 0,
        RECHECKED_WITHIN_MS,
      );
    },
  },
];
