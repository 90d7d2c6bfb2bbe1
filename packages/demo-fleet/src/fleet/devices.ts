import type { Pod } from '../resources/pod';
import { podDemand } from '../scheduler/demand';
import type { ClusterDefinition, GpuShape, NodeGroup } from './hardware';

/** What a node advertises under one resource name: GPUs, or parts of them. */
export interface DeviceKind {
  readonly resource: string;
  /** On one node. */
  readonly count: number;
  /** Of one device. */
  readonly memoryMiB: number;
  /** Share of a GPU's compute and of its memory's pace. */
  readonly share: number;
}

/** The devices that a pod asks for. */
export interface PodDevices extends DeviceKind {
  /** How many of them the pod asks for. */
  readonly count: number;
  readonly gpu: GpuShape;
}

/** Compute slices of a GPU that can be cut. */
const SEVENTHS = 7;

/** The resource names of a node with such GPUs. */
export function deviceKinds(gpu: GpuShape): readonly DeviceKind[] {
  if (!gpu.slices) {
    const { count, memoryMiB, vendor } = gpu;
    return [{ resource: `${vendor}.com/gpu`, count, memoryMiB, share: 1 }];
  }
  return gpu.slices.map(({ profile, count, memoryMiB }) => ({
    resource: `nvidia.com/mig-${profile}`,
    count: count * gpu.count,
    memoryMiB,
    share: Number.parseInt(profile, 10) / SEVENTHS,
  }));
}

/** The group that a node belongs to, by its name. */
export function nodeGroupOf(
  { nodes }: ClusterDefinition,
  node: string,
): NodeGroup | undefined {
  return nodes.find(
    ({ count, namePrefix }) =>
      node.startsWith(`${namePrefix}-`) &&
      Number(node.slice(namePrefix.length + 1)) <= count,
  );
}

/**
 * The devices that a pod asks for, on its node or, before it has one, on the
 * first that could have them. `undefined` when it asks for none.
 */
export function podDevices(
  definition: ClusterDefinition,
  pod: Pod,
): PodDevices | undefined {
  const demand = podDemand(pod);
  const own = nodeGroupOf(definition, pod.spec.nodeName ?? '');
  for (const { gpu } of own ? [own] : definition.nodes) {
    for (const kind of deviceKinds(gpu)) {
      const count = demand.get(kind.resource) ?? 0;
      if (count > 0) {
        return { ...kind, count, gpu };
      }
    }
  }
  return undefined;
}
