import { z } from 'zod';
import type { Admin } from '../kubernetes/Admin';
import type { GpuHolder, GpuMachine } from './dcgm';

const RESOURCE = 'nvidia.com/gpu';

const nodesSchema = z.object({
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({
        name: z.string(),
        labels: z.record(z.string(), z.string()).default({}),
      }),
      status: z.looseObject({
        allocatable: z.record(z.string(), z.string()).default({}),
      }),
    }),
  ),
});

const podsSchema = z.object({
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({ name: z.string(), namespace: z.string() }),
      spec: z.looseObject({
        nodeName: z.string().optional(),
        containers: z.array(
          z.looseObject({
            name: z.string(),
            resources: z
              .looseObject({
                limits: z.record(z.string(), z.string()).optional(),
              })
              .optional(),
          }),
        ),
      }),
      status: z.looseObject({ phase: z.string() }),
    }),
  ),
});

/** Who holds GPUs in a cluster, as its API server says now. */
export class MeasuredCluster {
  static create(name: string, admin: Admin): MeasuredCluster {
    return new MeasuredCluster(name, admin);
  }

  readonly name: string;
  readonly #admin: Admin;

  private constructor(name: string, admin: Admin) {
    this.name = name;
    this.#admin = admin;
  }

  /** The machines with NVIDIA GPUs. */
  async machines(): Promise<GpuMachine[]> {
    const answer = await this.#admin.must({ path: '/api/v1/nodes' });
    const holders = await this.#holders();
    return nodesSchema.parse(answer.json()).items.flatMap(node => {
      const { name, labels } = node.metadata;
      const gpus = Number(node.status.allocatable[RESOURCE] ?? 0);
      return gpus > 0
        ? [
            {
              name,
              product: labels['nvidia.com/gpu.product'] ?? 'NVIDIA GPU',
              memoryMiB: Number(labels['nvidia.com/gpu.memory'] ?? 0),
              gpus,
              holders: holders.filter(({ node: on }) => on === name),
            },
          ]
        : [];
    });
  }

  /** The pods that would be model servers if anything ran in them. */
  async engines(): Promise<{ namespace: string; pod: string }[]> {
    const found = new Map(
      (await this.#holders()).map(({ namespace, pod }) => [
        `${namespace}/${pod}`,
        { namespace, pod },
      ]),
    );
    return [...found.values()];
  }

  async #holders(): Promise<(GpuHolder & { readonly node: string })[]> {
    const answer = await this.#admin.must({
      path: '/api/v1/pods?fieldSelector=status.phase%3DRunning',
    });
    return podsSchema.parse(answer.json()).items.flatMap(({ metadata, spec }) =>
      spec.containers.flatMap(container => {
        const gpus = Number(container.resources?.limits?.[RESOURCE] ?? 0);
        return gpus > 0 && spec.nodeName
          ? [
              {
                namespace: metadata.namespace,
                pod: metadata.name,
                container: container.name,
                node: spec.nodeName,
                gpus,
              },
            ]
          : [];
      }),
    );
  }
}
