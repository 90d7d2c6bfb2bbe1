import assert from 'node:assert/strict';
import type { Cluster } from '../environment/Cluster';
import type { ProductCase } from './case';
import {
  inferenceService,
  modelDeployment,
  predictor,
  servingStatus,
} from './objects';
import type { Product, SeenRollout } from './Product';

/** Waits for the row of a workload to have a verdict and a reason. */
export async function untilVerdict(
  product: Product,
  cluster: Cluster,
  name: string,
  verdict: string,
  reason?: string,
): Promise<SeenRollout> {
  const row = await product.until(
    `${name} in ${cluster.name} is ${verdict} ${reason ?? ''}`,
    async () =>
      (
        await product.rollouts('component', 'chat')
      ).find(
        item =>
          item.cluster.name === cluster.name &&
          item.workload?.ref.name === name,
      ),
    item =>
      item?.judgement.verdict === verdict &&
      (reason === undefined || item.judgement.reason === reason),
  );
  if (!row) throw new Error(`${name} has no row`);
  return row;
}

/** That what runs, or does not, is judged by what real controllers make of it. */
export const verdictCases: readonly ProductCase[] = [
  {
    name: 'verdicts: a Deployment that the real controllers bring up is healthy',
    async run({ product, eu }) {
      await eu.admin.create(
        modelDeployment({ name: 'plain', replicas: 2, gpus: 1 }),
      );
      const row = await untilVerdict(product, eu, 'plain', 'healthy');
      assert.equal(row.workload?.ref.kind, 'Deployment');
      assert.partialDeepStrictEqual(row.workload?.replicas, {
        desired: 2,
        ready: 2,
      });
    },
  },
  {
    name: 'verdicts: the Model has the same rows as the service that uses it',
    async run({ product, eu }) {
      await product.until(
        'the row is on the Model, too',
        () => product.rollouts('model', 'tested'),
        rows =>
          rows.some(
            row =>
              row.cluster.name === eu.name &&
              row.workload?.ref.name === 'plain' &&
              row.judgement.verdict === 'healthy',
          ),
      );
    },
  },
  {
    name: 'verdicts: pods that the real scheduler cannot place lack GPUs',
    async run({ product, eu }) {
      await eu.admin.create(
        modelDeployment({ name: 'large', replicas: 1, gpus: 16 }),
      );
      const row = await product.until(
        'the reason is that GPUs are missing',
        async () =>
          (
            await product.rollouts('component', 'chat')
          ).find(item => item.workload?.ref.name === 'large'),
        item => item?.judgement.reason === 'InsufficientGpus',
      );
      assert.notEqual(row?.judgement.verdict, 'healthy');
    },
  },
  {
    name: 'verdicts: an image that cannot be pulled is named as the reason',
    async run({ product, eu }) {
      await eu.admin.create(
        modelDeployment({
          name: 'unpullable',
          replicas: 1,
          gpus: 1,
          outcome: 'image-pull',
        }),
      );
      const row = await product.until(
        'the reason is the image',
        async () =>
          (
            await product.rollouts('component', 'chat')
          ).find(item => item.workload?.ref.name === 'unpullable'),
        item => item?.judgement.reason === 'ImagePull',
      );
      assert.notEqual(row?.judgement.verdict, 'healthy');
    },
  },
  {
    name: 'verdicts: an InferenceService follows what KServe says of it',
    async run({ product, us }) {
      await us.admin.create(inferenceService('kserve'));
      await us.admin.create(predictor('kserve'));
      await us.admin.applyStatus(servingStatus('kserve'));
      const row = await untilVerdict(product, us, 'kserve', 'healthy');
      assert.equal(row.workload?.ref.kind, 'InferenceService');
      await us.admin.applyStatus(
        servingStatus('kserve', {
          reason: 'ModelLoadFailed',
          message: 'the weights are not those of the tokenizer',
        }),
      );
      await untilVerdict(product, us, 'kserve', 'degraded');
      await us.admin.applyStatus(servingStatus('kserve'));
      await untilVerdict(product, us, 'kserve', 'healthy');
    },
  },
  {
    name: 'verdicts: what is deleted in the cluster loses its row',
    async run({ product, eu }) {
      for (const name of ['large', 'unpullable']) {
        await eu.admin.remove(modelDeployment({ name, replicas: 1, gpus: 1 }));
      }
      await product.until(
        'only the healthy one is left',
        async () =>
          (await product.rollouts('component', 'chat'))
            .filter(item => item.cluster.name === eu.name)
            .map(item => item.workload?.ref.name),
        names => names.join() === 'plain',
      );
    },
  },
];
