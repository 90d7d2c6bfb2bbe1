import type { Cluster } from '../cluster/cluster';
import { deviceKinds } from '../fleet/devices';
import type { GpuShape, NodeGroup } from '../fleet/hardware';
import { podDemand } from '../scheduler/demand';
import type { Pod } from '../resources/pod';
import type { ClusterLoad } from './clusterLoad';
import { otherUse } from './otherUse';

/** A part of a GPU that can be given to a pod: all of it, or a MIG instance. */
export interface Device {
  readonly resource: string;
  readonly memoryMiB: number;
  readonly share: number;
  readonly slice?: { readonly profile: string; readonly id: number };
  /** uid of the pod that holds it. */
  holder?: string;
}

/** One GPU in a node. */
export interface Gpu {
  readonly index: number;
  readonly uuid: string;
  readonly serial: string;
  readonly shape: GpuShape;
  readonly devices: readonly Device[];
  /** Joules since the machine was switched on. */
  joules: number;
  watts: number;
}

/** What a GPU draws at rest, and how much of the limit it reaches. */
const IDLE_SHARE = 0.13;
const BUSY_SHARE = 0.8;

/** Which pod holds which GPU, and what it makes the GPU do. */
export class DeviceBoard {
  readonly #cluster: Cluster;
  readonly #load: ClusterLoad;
  readonly #nodes = new Map<string, readonly Gpu[]>();
  /** Those that hold a device, by uid. */
  readonly #holders = new Map<string, Pod>();
  #settledAt: number;

  private constructor(cluster: Cluster, load: ClusterLoad) {
    this.#cluster = cluster;
    this.#load = load;
    this.#settledAt = cluster.clock.now();
    for (const group of cluster.definition.nodes) {
      for (let place = 1; place <= group.count; place += 1) {
        const node = `${group.namePrefix}-${place}`;
        this.#nodes.set(node, this.#gpusOf(group, node));
      }
    }
  }

  static start(cluster: Cluster, load: ClusterLoad): DeviceBoard {
    const board = new DeviceBoard(cluster, load);
    cluster.pods.onChange(({ type, object }) => {
      const over = ['Succeeded', 'Failed'].includes(object.status?.phase ?? '');
      if (type === 'DELETED' || over) {
        board.#release(object);
      } else if (object.spec.nodeName) {
        board.#give(object, object.spec.nodeName);
      }
    });
    load.onStep(now => board.#settle(now));
    return board;
  }

  /** The GPUs of a node, none for one that is not of this cluster. */
  gpus(node: string): readonly Gpu[] {
    return this.#nodes.get(node) ?? [];
  }

  holderOf({ holder }: Device): Pod | undefined {
    return holder === undefined ? undefined : this.#holders.get(holder);
  }

  /** How busy a device is, 0 to 1. */
  usage(device: Device): number {
    const pod = this.holderOf(device);
    if (!pod || pod.status?.phase !== 'Running') {
      return 0;
    }
    const server = this.#load.serverOf(pod);
    return server ? server.point.gpuUsage : otherUse(this.#cluster, pod).busy;
  }

  /** Memory that is taken, MiB. */
  memoryUsed(device: Device): number {
    const pod = this.holderOf(device);
    if (!pod || pod.status?.phase !== 'Running') {
      return 4;
    }
    const share = this.#load.serverOf(pod)
      ? 0.9
      : otherUse(this.#cluster, pod).memory;
    return Math.round(device.memoryMiB * share);
  }

  /** Joules since the machine was switched on, at this moment. */
  joules(gpu: Gpu): number {
    const since = (this.#cluster.clock.now() - this.#settledAt) / 1000;
    return gpu.joules + gpu.watts * since;
  }

  #gpusOf({ gpu: shape }: NodeGroup, node: string): Gpu[] {
    return Array.from({ length: shape.count }, (_, index) => {
      const random = this.#cluster.random.fork(`gpu/${node}/${index}`);
      return {
        index,
        uuid: `GPU-${random.uid()}`,
        serial: random.hex(12).toUpperCase(),
        shape,
        devices: devicesOf(shape),
        joules: Math.round(random.between(2e8, 9e8)),
        watts: shape.powerWatts * IDLE_SHARE,
      };
    });
  }

  #give(pod: Pod, node: string): void {
    const { uid } = pod.metadata;
    if (this.#holders.has(uid)) {
      this.#holders.set(uid, pod);
      return;
    }
    const devices = this.gpus(node).flatMap(gpu => gpu.devices);
    for (const [resource, wanted] of podDemand(pod)) {
      const fitting = devices.filter(
        device => device.resource === resource && device.holder === undefined,
      );
      for (const device of fitting.slice(0, wanted)) {
        device.holder = uid;
        this.#holders.set(uid, pod);
      }
    }
  }

  #release({ metadata }: Pod): void {
    if (!this.#holders.delete(metadata.uid)) {
      return;
    }
    for (const gpus of this.#nodes.values()) {
      for (const device of gpus.flatMap(gpu => gpu.devices)) {
        if (device.holder === metadata.uid) {
          delete device.holder;
        }
      }
    }
  }

  #settle(now: number): void {
    const seconds = (now - this.#settledAt) / 1000;
    this.#settledAt = now;
    for (const gpu of [...this.#nodes.values()].flat()) {
      gpu.joules += gpu.watts * seconds;
      const busy = gpu.devices.reduce(
        (sum, device) => sum + this.usage(device) * device.share,
        0,
      );
      gpu.watts =
        gpu.shape.powerWatts *
        (IDLE_SHARE + BUSY_SHARE * Math.min(1, busy) ** 0.8);
    }
  }
}

/** MIG instances are numbered from 1 on each GPU. */
function devicesOf(shape: GpuShape): Device[] {
  const kinds = deviceKinds(shape);
  if (!shape.slices) {
    return kinds.map(({ resource, memoryMiB, share }) => ({
      resource,
      memoryMiB,
      share,
    }));
  }
  let id = 0;
  return shape.slices.flatMap(({ profile, count }, place) =>
    Array.from({ length: count }, () => {
      id += 1;
      const kind = kinds[place];
      return {
        resource: kind?.resource ?? '',
        memoryMiB: kind?.memoryMiB ?? 0,
        share: kind?.share ?? 0,
        slice: { profile, id },
      };
    }),
  );
}
