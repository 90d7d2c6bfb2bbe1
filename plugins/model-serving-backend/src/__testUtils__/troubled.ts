import { podProjection } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ClusterSnapshot,
  ClusterState,
  ObservedRecord,
  Projection,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetReader } from '../state';
import { ClusterRequestError } from '../transport';
import type {
  ClusterTransport,
  GetOptions,
  GetTextOptions,
} from '../transport';

/** A pod whose program was started again and again. */
export function crashedPod(name: string, restarts = 1): object {
  return {
    metadata: {
      name,
      namespace: 'chat',
      uid: `uid-${name}`,
      creationTimestamp: '2026-01-01T00:00:00Z',
    },
    spec: {
      nodeName: 'n',
      containers: [
        { name: 'server', resources: { limits: { 'nvidia.com/gpu': '1' } } },
      ],
    },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False' }],
      containerStatuses: [
        {
          name: 'server',
          ready: false,
          restartCount: restarts,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 1 } },
        },
      ],
    },
  };
}

/** A fleet that holds the pods it was given last. */
export class TroubledFleet implements FleetReader {
  readonly #clusters = new Map<string, ClusterSnapshot>();
  readonly #listeners = new Set<() => void>();
  #version = 0;

  set(
    name: string,
    pods: readonly object[],
    state: ClusterState = {
      status: 'live',
      confirmedAt: '2026-01-01T00:00:00Z',
      forbidden: [],
    },
  ): void {
    const records = new Map(
      pods
        .map(raw => podProjection.project(raw))
        .filter(record => record !== undefined)
        .map(record => [`chat/${record.meta.name}`, record]),
    );
    this.#version += 1;
    this.#clusters.set(name, {
      cluster: { name, title: name, simulated: false, state },
      aliases: [],
      records: <R extends ObservedRecord>(projection: Projection<R>) =>
        // What a resource's own projection wrote is what it reads.
        (projection.resource.kind === 'Pod'
          ? records
          : new Map<string, R>()) as ReadonlyMap<
          string,
          ObservedRecord
        > as ReadonlyMap<string, R>,
      knowledge: () => ({
        status: 'observed',
        confirmedAt: '2026-01-01T00:00:00Z',
      }),
      changedAt: () => undefined,
    });
    for (const listener of this.#listeners) {
      listener();
    }
  }

  snapshot() {
    return {
      version: String(this.#version),
      now: new Date('2026-01-01T00:00:00Z'),
      clusters: [...this.#clusters.values()],
    };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Answers questions about events and logs. */
export class TalkingCluster implements ClusterTransport {
  readonly requests: string[] = [];
  opened = 0;
  closed = 0;
  events: unknown = { items: [] };
  log: string | ((query: URLSearchParams) => string) = '';
  /** How either kind of request fails. */
  failing: {
    readonly events?: ClusterRequestError['kind'];
    readonly logs?: ClusterRequestError['kind'];
  } = {};

  async get(path: string, _: GetOptions): Promise<unknown> {
    this.requests.push(path);
    this.#fail(this.failing.events);
    return this.events;
  }

  async getText(path: string, _: GetTextOptions): Promise<string> {
    this.requests.push(path);
    this.#fail(this.failing.logs);
    const { searchParams } = new URL(path, 'http://cluster');
    return typeof this.log === 'string' ? this.log : this.log(searchParams);
  }

  async *watch(): AsyncGenerator<unknown> {
    throw new Error('Nobody watches here');
  }

  async close(): Promise<void> {
    this.closed += 1;
  }

  /** What was asked for since the last time. */
  takeRequests(): string[] {
    return this.requests.splice(0);
  }

  #fail(kind: ClusterRequestError['kind'] | undefined): void {
    if (kind) {
      throw new ClusterRequestError(`Cluster 'eu' says ${kind}`, { kind });
    }
  }
}
