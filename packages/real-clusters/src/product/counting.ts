import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Cluster } from '../environment/Cluster';
import { NAMESPACE, type ProductCase } from './case';
import { gpuPod, type PodOptions } from './objects';

const podsSchema = z.object({
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({ name: z.string() }),
      spec: z.looseObject({ nodeName: z.string().optional() }),
      status: z.looseObject({ phase: z.string() }),
    }),
  ),
});

async function podsOf(cluster: Cluster) {
  const answer = await cluster.admin.must({
    path: `/api/v1/namespaces/${NAMESPACE}/pods`,
  });
  return podsSchema.parse(answer.json()).items;
}

/** What the scheduler charges each of these for is in its name's comment. */
const PODS: readonly PodOptions[] = [
  { name: 'plain', gpus: 3 },
  // The larger of what runs before and what runs after.
  { name: 'init-is-larger', gpus: 1, initGpus: 4 },
  // What keeps running beside the rest is added to it.
  { name: 'sidecar', gpus: 2, sidecarGpus: 1 },
  // One that has ended holds nothing.
  { name: 'ended', gpus: 2, outcome: 'completed' },
];

/** That GPUs are counted as the scheduler counts them. */
export const countingCases: readonly ProductCase[] = [
  {
    name: 'counting: sidecars, init containers and ended pods, as the real scheduler does',
    async run({ product, eu }) {
      for (const pod of PODS) {
        await eu.admin.create(gpuPod(pod));
        await eu.admin.until(`${pod.name} is placed`, async () =>
          (
            await podsOf(eu)
          ).some(
            ({ metadata, spec, status }) =>
              metadata.name === pod.name &&
              spec.nodeName !== undefined &&
              status.phase === (pod.outcome ? 'Succeeded' : 'Running'),
          ),
        );
      }
      const seen = await product.until(
        'ten of sixteen H100 are used',
        async () => (await product.cluster(eu.name))?.gpus?.[0],
        gpus => gpus?.used === 10,
      );
      assert.partialDeepStrictEqual(seen, {
        resourceName: 'nvidia.com/gpu',
        product: 'NVIDIA-H100-80GB-HBM3',
        allocatable: 16,
        used: 10,
        free: 6,
      });

      // The scheduler's own word: as many single GPUs as are said to be free.
      for (let index = 0; index < 10; index += 1) {
        await eu.admin.create(gpuPod({ name: `probe-${index}`, gpus: 1 }));
      }
      await product.until(
        'no H100 is free and four pods wait',
        async () => (await product.cluster(eu.name))?.gpus?.[0],
        gpus =>
          gpus?.free === 0 && gpus.pending === 4 && gpus.largestFreeBlock === 0,
      );
      const placed = (await podsOf(eu)).filter(
        ({ metadata, spec }) =>
          metadata.name.startsWith('probe-') && spec.nodeName !== undefined,
      );
      assert.equal(placed.length, seen?.free);
    },
  },
  {
    name: 'counting: what pods gave back is free again',
    async run({ product, eu }) {
      for (const { metadata } of await podsOf(eu)) {
        await eu.admin.remove({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: metadata.name, namespace: NAMESPACE },
        });
      }
      await product.until(
        'all H100 are free',
        async () => (await product.cluster(eu.name))?.gpus?.[0],
        gpus => gpus?.free === 16 && gpus.pending === 0,
      );
    },
  },
  {
    name: 'counting: slices of a GPU, and GPUs of another maker, have lines of their own',
    async run({ product, us, edge }) {
      await us.admin.create(
        gpuPod({
          name: 'slice',
          gpus: 2,
          resourceName: 'nvidia.com/mig-1g.10gb',
        }),
      );
      await edge.admin.create(
        gpuPod({ name: 'amd', gpus: 3, resourceName: 'amd.com/gpu' }),
      );
      const line = (cluster: Cluster, resourceName: string) => async () =>
        (await product.cluster(cluster.name))?.gpus?.find(
          gpus => gpus.resourceName === resourceName,
        );
      assert.partialDeepStrictEqual(
        await product.until(
          'two of seven slices are used',
          line(us, 'nvidia.com/mig-1g.10gb'),
          gpus => gpus?.used === 2,
        ),
        { allocatable: 7, free: 5, unit: 'slice' },
      );
      assert.partialDeepStrictEqual(
        await product.until(
          'three of eight MI300X are used',
          line(edge, 'amd.com/gpu'),
          gpus => gpus?.used === 3,
        ),
        { allocatable: 8, free: 5, unit: 'gpu' },
      );
      for (const cluster of [us, edge]) {
        for (const { metadata } of await podsOf(cluster)) {
          await cluster.admin.remove({
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: metadata.name, namespace: NAMESPACE },
          });
        }
      }
    },
  },
];
