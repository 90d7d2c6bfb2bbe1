import type { Cluster } from '../cluster/cluster';
import { deleteObject } from '../cluster/deletion';
import { podDevices } from '../fleet/devices';
import type { ObjectKey } from '../objects/kubeObject';
import { keyOf } from '../objects/kubeObject';
import { outOfMemoryLines } from '../models/gpuFit';
import type { Pod } from '../resources/pod';
import { MODEL_CONTAINER } from './behaviour';
import { NodeImages } from './nodeImages';
import type { PodTroubles } from './podRun';
import { PodRun } from './podRun';

/** How long a container takes to stop: simulated. */
const STOP_MS = 1_500;

/** The kubelets of a cluster's nodes: they run what the scheduler placed. */
export class Kubelets {
  readonly #cluster: Cluster;
  readonly #troubles: PodTroubles;
  readonly #images = NodeImages.create();
  readonly #runs = new Map<string, PodRun>();

  private constructor(cluster: Cluster, troubles: PodTroubles) {
    this.#cluster = cluster;
    this.#troubles = troubles;
  }

  static start(cluster: Cluster, troubles: PodTroubles): Kubelets {
    const kubelets = new Kubelets(cluster, troubles);
    cluster.pods.onChange(({ type, object, previous }) => {
      if (type === 'DELETED') {
        kubelets.#drop(object);
      } else if (object.metadata.deletionTimestamp) {
        if (!previous?.metadata.deletionTimestamp) {
          kubelets.#terminate(object);
        }
      } else if (object.spec.nodeName && !previous?.spec.nodeName) {
        kubelets.#admit(object, object.spec.nodeName);
      }
    });
    return kubelets;
  }

  /**
   * A container's log: of the running or else the last instance, or of the one
   * before the present. `undefined` when there is none.
   */
  logs(
    pod: Pod,
    container: string,
    previous: boolean,
  ): readonly string[] | undefined {
    const status = [
      ...(pod.status?.containerStatuses ?? []),
      ...(pod.status?.initContainerStatuses ?? []),
    ].find(item => item.name === container);
    const before = status?.lastState.terminated?.containerID;
    const present =
      status?.state.terminated?.containerID ??
      (status?.state.running ? status.containerID : before);
    const instance = previous ? before : present;
    return instance === undefined
      ? undefined
      : this.#runs.get(pod.metadata.uid)?.logs.read(container, instance);
  }

  /**
   * Lets a trouble that was just switched on show in pods that already run:
   * servers run out of GPU memory, and pods whose image can no longer be had
   * are evicted from a node that has lost it.
   */
  applyTroubles(): void {
    for (const pod of this.#cluster.pods.list()) {
      if (this.#troubles.gpuMemory(pod)) {
        const devices = podDevices(this.#cluster.definition, pod);
        const { memoryMiB = 0, gpu } = devices ?? {};
        this.#runs
          .get(pod.metadata.uid)
          ?.crash(
            MODEL_CONTAINER,
            outOfMemoryLines({ memoryMiB, ...(gpu && { vendor: gpu.vendor }) }),
          );
      }
      if (this.#troubles.imagePull(pod)) {
        this.#loseImages(pod);
      }
    }
  }

  #loseImages(pod: Pod): void {
    for (const { image } of pod.spec.containers) {
      this.#images.forget(pod.spec.nodeName ?? '', image ?? '');
    }
    deleteObject(this.#cluster, this.#cluster.pods, keyOf(pod));
  }

  #admit(pod: Pod, node: string): void {
    const address = this.#cluster.nodes
      .get({ name: node })
      ?.status?.addresses?.find(item => item.type === 'InternalIP')?.address;
    const { uid } = pod.metadata;
    // Not within the write that placed the pod: a kubelet hears of it later.
    this.#cluster.clock.after(50, () => {
      const current = this.#cluster.pods.get(keyOf(pod));
      if (current?.metadata.uid === uid && !this.#runs.has(uid)) {
        this.#runs.set(
          uid,
          PodRun.start(
            {
              cluster: this.#cluster,
              pod: current,
              node,
              images: this.#images,
              troubles: this.#troubles,
            },
            address ?? '',
          ),
        );
      }
    });
  }

  #terminate(pod: Pod): void {
    const key: ObjectKey = keyOf(pod);
    this.#runs.get(pod.metadata.uid)?.stop();
    this.#cluster.clock.after(STOP_MS, () => {
      if (this.#cluster.pods.get(key)?.metadata.uid === pod.metadata.uid) {
        this.#cluster.pods.remove(key);
      }
    });
  }

  #drop(pod: Pod): void {
    this.#runs.get(pod.metadata.uid)?.stop();
    this.#runs.delete(pod.metadata.uid);
  }
}
