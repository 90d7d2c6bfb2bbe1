import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Cluster } from '../environment/Cluster';
import type { KubernetesObject } from '../kubernetes/objects';
import { NAMESPACE } from './case';
import { gpuPod } from './objects';
import type { Product, SeenCluster } from './Product';

const podsSchema = z.object({
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({ name: z.string() }),
      spec: z.looseObject({ nodeName: z.string().optional() }),
      status: z.looseObject({ phase: z.string() }),
    }),
  ),
});

/** The pods of the tenant, as the cluster has them. */
export async function podsOf(cluster: Cluster) {
  const answer = await cluster.admin.must({
    path: `/api/v1/namespaces/${NAMESPACE}/pods`,
  });
  return podsSchema.parse(answer.json()).items;
}

/** Creates a pod and waits until the real scheduler has placed it and it runs. */
export async function place(
  cluster: Cluster,
  pod: KubernetesObject,
  phase: string = 'Running',
): Promise<void> {
  const { name } = pod.metadata;
  await cluster.admin.create(pod);
  await cluster.admin.until(`${name} is placed`, async () =>
    (
      await podsOf(cluster)
    ).some(
      ({ metadata, spec, status }) =>
        metadata.name === name &&
        spec.nodeName !== undefined &&
        status.phase === phase,
    ),
  );
}

/** Removes every pod of the tenant. */
export async function removePods(cluster: Cluster): Promise<void> {
  for (const { metadata } of await podsOf(cluster)) {
    await cluster.admin.remove({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: metadata.name, namespace: NAMESPACE },
    });
  }
}

/** Looks up the line of a cluster's GPUs under a resource name. */
export function gpuLine(
  product: Product,
  cluster: Cluster,
  resourceName: string,
): () => Promise<NonNullable<SeenCluster['gpus']>[number] | undefined> {
  return async () =>
    (await product.cluster(cluster.name))?.gpus?.find(
      gpus => gpus.resourceName === resourceName,
    );
}

/**
 * Holds the product's number of free GPUs against the scheduler's own word:
 * of more pods for one each, it places as many as are said to be free.
 */
export async function assertSchedulerAgrees(
  product: Product,
  cluster: Cluster,
  options: {
    readonly resourceName: string;
    readonly free: number;
    /** One that waits, too many, under this name. */
    readonly pod?: (name: string) => KubernetesObject;
  },
): Promise<void> {
  const { resourceName, free } = options;
  const pod = options.pod ?? (name => gpuPod({ name, gpus: 1, resourceName }));
  const tooMany = 2;
  for (let index = 0; index < free + tooMany; index += 1) {
    await cluster.admin.create(pod(`probe-${index}`));
  }
  await product.until(
    `nothing of ${resourceName} is free and ${tooMany} pods wait`,
    gpuLine(product, cluster, resourceName),
    gpus =>
      gpus?.free === 0 &&
      gpus.pending === tooMany &&
      gpus.largestFreeBlock === 0,
  );
  const placed = (await podsOf(cluster)).filter(
    ({ metadata, spec }) =>
      metadata.name.startsWith('probe-') && spec.nodeName !== undefined,
  );
  assert.equal(placed.length, free);
}
