import type { Cluster } from '../cluster/cluster';
import { MODEL_CONTAINER } from '../kubelet/behaviour';
import { isTrue } from '../resources/conditions';
import type { Pod } from '../resources/pod';
import { ModelServer } from './modelServer';
import type { ServiceProfile } from './serviceProfile';
import { serviceProfile } from './serviceProfile';
import { demandShare } from './waves';

/** By how much more or less than usual a service is called, as `namespace/name`. */
export type Crowd = (service: string) => number;

/** How often demand is looked at anew: wall-clock. Between, it is steady. */
const STEP_MS = 15_000;
/** The same while the fleet lives through its past. */
const HURRIED_STEP_MS = 300_000;

const SERVICE_LABEL = 'serving.kserve.io/inferenceservice';

/** What is asked of a service, whether or not anything of it runs. */
export interface ServiceDemand {
  /** Requests that wait in its replicas. */
  readonly waiting: number;
  /** Whether anyone calls it. */
  readonly called: boolean;
}

/** The requests that come to a cluster's models, and what they do to them. */
export class ClusterLoad {
  readonly #cluster: Cluster;
  readonly #crowd: Crowd;
  /** By uid of the pod; only those that are ready take requests. */
  readonly #servers = new Map<
    string,
    { readonly service: string; readonly server: ModelServer }
  >();
  readonly #profiles = new Map<string, ServiceProfile>();
  readonly #listeners = new Set<(now: number) => void>();

  private constructor(cluster: Cluster, crowd: Crowd) {
    this.#cluster = cluster;
    this.#crowd = crowd;
  }

  static start(cluster: Cluster, crowd: Crowd = () => 1): ClusterLoad {
    const load = new ClusterLoad(cluster, crowd);
    cluster.pods.onChange(({ type, object }) => {
      load.#look(object, type === 'DELETED');
    });
    load.#tick();
    return load;
  }

  /** Tells of every step, after the servers have made theirs. */
  onStep(listener: (now: number) => void): void {
    this.#listeners.add(listener);
  }

  serverOf(pod: Pod): ModelServer | undefined {
    return this.#servers.get(pod.metadata.uid)?.server;
  }

  demandOn(service: string): ServiceDemand {
    const { day, peak, seed } = this.#profileOf(service);
    const waiting = [...this.#servers.values()]
      .filter(entry => entry.service === service)
      .reduce((sum, { server }) => sum + Math.round(server.point.waiting), 0);
    const share = demandShare(day, seed, this.#cluster.clock.now());
    return { waiting, called: peak * this.#crowd(service) * share > 0 };
  }

  /** Lets a crowd that was just told of show at once. */
  refresh(): void {
    this.#shareAnew();
  }

  #look(pod: Pod, gone: boolean): void {
    const { uid } = pod.metadata;
    const status = pod.status?.containerStatuses?.find(
      item => item.name === MODEL_CONTAINER,
    );
    const instance = status?.state.running ? status.containerID : undefined;
    if (
      gone ||
      instance === undefined ||
      pod.metadata.deletionTimestamp !== undefined ||
      !isTrue(pod.status?.conditions, 'Ready')
    ) {
      if (this.#servers.delete(uid)) {
        this.#shareAnew();
      }
      return;
    }
    if (this.#servers.get(uid)?.server.instance === instance) {
      return;
    }
    const service = serviceOf(pod);
    const server = ModelServer.start(
      this.#cluster,
      pod,
      this.#profileOf(service),
      instance,
    );
    if (server) {
      this.#servers.set(uid, { service, server });
      this.#shareAnew();
    }
  }

  #profileOf(service: string): ServiceProfile {
    const known = this.#profiles.get(service);
    if (known) {
      return known;
    }
    const { definition, random } = this.#cluster;
    const profile = serviceProfile(service, definition.region, random);
    this.#profiles.set(service, profile);
    return profile;
  }

  #tick(): void {
    this.#step();
    const { clock } = this.#cluster;
    clock.afterWall(clock.hurried ? HURRIED_STEP_MS : STEP_MS, () =>
      this.#tick(),
    );
  }

  /** Not within the write that was heard of: other pods may follow at once. */
  #shareAnew(): void {
    this.#cluster.clock.afterWall(1, () => this.#step());
  }

  #step(): void {
    const now = this.#cluster.clock.now();
    const services = new Map<string, ModelServer[]>();
    for (const { service, server } of this.#servers.values()) {
      services.set(service, [...(services.get(service) ?? []), server]);
    }
    for (const [service, servers] of services) {
      const { day, peak, seed } = this.#profileOf(service);
      // One demand for all replicas, whatever their number or their pace.
      const reference = servers[0]?.reference ?? 0;
      const arrivals =
        peak * this.#crowd(service) * reference * demandShare(day, seed, now);
      for (const server of servers) {
        server.load(arrivals / servers.length, now);
      }
    }
    for (const listener of this.#listeners) {
      listener(now);
    }
  }
}

/** The serving object that a pod belongs to, as `namespace/name`. */
function serviceOf({ metadata }: Pod): string {
  const name = metadata.labels?.[SERVICE_LABEL] ?? metadata.name;
  return `${metadata.namespace ?? ''}/${name}`;
}
