import type { Cluster } from '../cluster/cluster';
import type { Cancel } from '../clock/time';
import { keyOf } from '../objects/kubeObject';
import { fingerprint } from '../random/random';
import type { Container, ContainerStatus, Pod } from '../resources/pod';
import { behaviourOf } from './behaviour';
import { ContainerLogs } from './containerLogs';
import type { NodeImages } from './nodeImages';
import { statusFrom, waitingStatus } from './podStatus';

/** Back-off between tries, in simulated milliseconds: short, for a demo. */
const FIRST_BACKOFF_MS = 5_000;
const LAST_BACKOFF_MS = 40_000;

/** What goes wrong with a pod on purpose, asked each time it matters. */
export interface PodTroubles {
  imagePull(pod: Pod): boolean;
  gpuMemory(pod: Pod): boolean;
}

export interface PodRunOptions {
  readonly cluster: Cluster;
  readonly pod: Pod;
  readonly node: string;
  readonly images: NodeImages;
  readonly troubles: PodTroubles;
}

/** One pod on one node, from image pull to ready, crash and restart. */
export class PodRun {
  readonly logs: ContainerLogs;
  readonly #options: PodRunOptions;
  readonly #timers = new Set<Cancel>();
  readonly #init: ContainerStatus[];
  readonly #main: ContainerStatus[];
  readonly #addresses;

  private constructor(options: PodRunOptions, hostIP: string) {
    const { cluster, pod } = options;
    this.#options = options;
    this.logs = ContainerLogs.create(cluster.clock);
    const init = pod.spec.initContainers ?? [];
    const reason = init.length > 0 ? 'PodInitializing' : 'ContainerCreating';
    this.#init = init.map(item => waitingStatus(item, 'PodInitializing'));
    this.#main = pod.spec.containers.map(item => waitingStatus(item, reason));
    const random = cluster.random.fork(`ip/${pod.metadata.uid}`);
    const podIP = `10.244.${Math.floor(random.between(0, 250))}.${Math.floor(
      random.between(2, 250),
    )}`;
    this.#addresses = {
      hostIP,
      podIP,
      podIPs: [{ ip: podIP }],
      startTime: cluster.clock.timestamp(),
    };
  }

  static start(options: PodRunOptions, hostIP: string): PodRun {
    const run = new PodRun(options, hostIP);
    run.#publish();
    run.#later(150, () => run.#initialize(0));
    return run;
  }

  /** Nothing more happens to the pod. */
  stop(): void {
    for (const cancel of this.#timers) {
      cancel();
    }
    this.#timers.clear();
  }

  /** Ends a running container as if its process had failed by itself. */
  crash(container: string, lines: readonly string[]): void {
    const index = this.#main.findIndex(status => status.name === container);
    if (this.#main[index]?.state.running) {
      this.#exit(this.#main, index, 1, lines);
    }
  }

  #initialize(index: number): void {
    if (index >= this.#init.length) {
      for (const main of this.#main.keys()) {
        this.#begin(this.#main, main, () => {});
      }
      return;
    }
    this.#begin(this.#init, index, () => this.#initialize(index + 1));
  }

  /** Image first, then the process. `done` is called when it exits well. */
  #begin(list: ContainerStatus[], index: number, done: () => void): void {
    const { cluster, images, node, pod } = this.#options;
    const container = this.#container(list, index);
    if (!container) {
      return;
    }
    const image = container.image ?? '';
    const pull = images.pullTime(node, image, cluster.definition.pace);
    if (pull > 0) {
      this.#event('Normal', 'Pulling', `Pulling image "${image}"`, container);
    }
    const broken = list === this.#main && this.#options.troubles.imagePull(pod);
    this.#later(broken ? 600 : pull, () => {
      if (broken) {
        this.#pullFailed(list, index, done, FIRST_BACKOFF_MS);
        return;
      }
      images.keep(node, image);
      this.#event(
        'Normal',
        'Pulled',
        pull > 0
          ? `Successfully pulled image "${image}" in ${(pull / 1000).toFixed(
              3,
            )}s`
          : `Container image "${image}" already present on machine`,
        container,
      );
      this.#run(list, index, done);
    });
  }

  #pullFailed(
    list: ContainerStatus[],
    index: number,
    done: () => void,
    backoff: number,
  ): void {
    const container = this.#container(list, index);
    const image = container?.image ?? '';
    const cause = `failed to pull and unpack image "${image}": failed to resolve reference "${image}": unexpected status from HEAD request: 403 Forbidden`;
    this.#set(list, index, {
      state: { waiting: { reason: 'ErrImagePull', message: cause } },
    });
    this.#event(
      'Warning',
      'Failed',
      `Failed to pull image "${image}": ${cause}`,
      container,
    );
    this.#later(1_000, () => {
      const message = `Back-off pulling image "${image}": ErrImagePull: ${cause}`;
      this.#set(list, index, {
        state: { waiting: { reason: 'ImagePullBackOff', message } },
      });
      this.#event('Normal', 'BackOff', message, container);
    });
    this.#later(1_000 + backoff, () => {
      if (this.#options.troubles.imagePull(this.#options.pod)) {
        const next = Math.min(backoff * 2, LAST_BACKOFF_MS);
        this.#pullFailed(list, index, done, next);
      } else {
        this.#begin(list, index, done);
      }
    });
  }

  #run(list: ContainerStatus[], index: number, done: () => void): void {
    const { cluster, pod, troubles } = this.#options;
    const container = this.#container(list, index);
    if (!container) {
      return;
    }
    const behaviour = behaviourOf(
      cluster,
      pod,
      container,
      troubles.gpuMemory(pod),
    );
    const { name } = container;
    this.#event('Normal', 'Created', `Created container: ${name}`, container);
    this.#event('Normal', 'Started', `Started container ${name}`, container);
    const restarts = list[index]?.restartCount ?? 0;
    const id = `${pod.metadata.uid}/${name}/${restarts}`;
    const containerID = `containerd://${fingerprint(id, 32)}`;
    this.logs.open(name, containerID);
    this.logs.write(name, behaviour.opening);
    this.#set(list, index, {
      imageID: `${container.image}@sha256:${fingerprint(id, 8)}`,
      containerID,
      started: true,
      state: { running: { startedAt: cluster.clock.timestamp() } },
    });
    this.#later(behaviour.durationMs, () => {
      if (behaviour.exitCode === undefined) {
        this.logs.write(name, behaviour.closing);
        this.#set(list, index, { ready: true });
      } else {
        this.#exit(list, index, behaviour.exitCode, behaviour.closing, done);
      }
    });
  }

  #exit(
    list: ContainerStatus[],
    index: number,
    exitCode: number,
    lines: readonly string[],
    done: () => void = () => {},
  ): void {
    const status = list[index];
    if (!status) {
      return;
    }
    this.logs.write(status.name, lines);
    const now = this.#options.cluster.clock.timestamp();
    const fallsBack =
      this.#container(list, index)?.terminationMessagePolicy ===
      'FallbackToLogsOnError';
    const terminated = {
      exitCode,
      reason: exitCode === 0 ? 'Completed' : 'Error',
      // As the kubelet: the end of the log stands in for a missing message.
      ...(fallsBack && exitCode !== 0
        ? { message: lines.slice(-80).join('\n').slice(-2048) }
        : {}),
      startedAt: status.state.running?.startedAt ?? now,
      finishedAt: now,
      ...(status.containerID ? { containerID: status.containerID } : {}),
    };
    this.#set(list, index, {
      ready: exitCode === 0,
      started: false,
      state: { terminated },
    });
    if (exitCode === 0) {
      done();
      return;
    }
    const backoff = Math.min(
      FIRST_BACKOFF_MS * 2 ** status.restartCount,
      LAST_BACKOFF_MS,
    );
    this.#later(800, () => this.#backOff(list, index, backoff, terminated));
    this.#later(800 + backoff, () => {
      this.#set(list, index, { restartCount: status.restartCount + 1 });
      this.#run(list, index, done);
    });
  }

  #backOff(
    list: ContainerStatus[],
    index: number,
    backoff: number,
    terminated: NonNullable<ContainerStatus['lastState']['terminated']>,
  ): void {
    const { pod } = this.#options;
    const container = this.#container(list, index);
    const id = `${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`;
    const message = `back-off ${backoff / 1000}s restarting failed container=${
      container?.name ?? ''
    } pod=${id}`;
    this.#set(list, index, {
      state: { waiting: { reason: 'CrashLoopBackOff', message } },
      lastState: { terminated },
    });
    this.#event(
      'Warning',
      'BackOff',
      `Back-off restarting failed container ${
        container?.name ?? ''
      } in pod ${id}`,
      container,
    );
  }

  #container(list: ContainerStatus[], index: number): Container | undefined {
    const { spec } = this.#options.pod;
    return (list === this.#init ? spec.initContainers : spec.containers)?.[
      index
    ];
  }

  #set(
    list: ContainerStatus[],
    index: number,
    change: Partial<ContainerStatus>,
  ): void {
    const status = list[index];
    if (status) {
      list[index] = { ...status, ...change };
      this.#publish();
    }
  }

  #publish(): void {
    const { cluster, pod } = this.#options;
    cluster.pods.modify(keyOf(pod), current => ({
      ...current,
      status: statusFrom(
        current,
        { init: this.#init, main: this.#main },
        this.#addresses,
        cluster.clock.timestamp(),
      ),
    }));
  }

  #later(ms: number, task: () => void): void {
    const cancel = this.#options.cluster.clock.after(ms, () => {
      this.#timers.delete(cancel);
      task();
    });
    this.#timers.add(cancel);
  }

  #event(
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    container: Container | undefined,
  ): void {
    this.#options.cluster.recorder.record(this.#options.pod, {
      type,
      reason,
      message,
      component: 'kubelet',
      host: this.#options.node,
      fieldPath: `spec.containers{${container?.name ?? ''}}`,
    });
  }
}
