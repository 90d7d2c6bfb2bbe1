import { mockServices } from '@backstage/backend-test-utils';
import type { FleetSource } from '@modelfleet/backstage-plugin-model-serving-node';
import type { Clock } from '../observe';
import { DatabaseFleetStore } from '../persistence/DatabaseFleetStore';
import { FleetJournal } from '../persistence/FleetJournal';
import { KeptFleet } from '../persistence/KeptFleet';
import { DEFAULT_KEEP_SETTINGS } from '../persistence/settings';
import type { KeepSettings } from '../persistence/settings';
import {
  DatabaseLeaseStore,
  LeasedOwnership,
  replicaSettings,
  SoleOwnership,
} from '../replicas';
import { FleetState } from '../state';
import { apple, apples } from './apples';
import { behindGates, Gate } from './gate';
import type { TestWorld } from './TestWorld';

export interface ReplicaOptions {
  /** How wrong its calendar is. */
  readonly skewMs?: number;
  /** Alone on its database. */
  readonly sole?: boolean;
  readonly clusters?: readonly string[];
  readonly keep?: Partial<KeepSettings>;
  /** Clusters that it observes answer from the first. */
  readonly answers?: boolean;
  /** From its database, from the start. */
  readonly cutOff?: 'silence' | 'refusal';
}

/** One process of the backend: its state, its store and its observation. */
export class TestReplica {
  readonly id: string;
  readonly state: FleetState;
  readonly logger = mockServices.logger.mock();
  readonly #world: TestWorld;
  readonly #process = Gate.create();
  readonly #database = Gate.create();
  readonly #calls = { running: 0 };
  readonly #controller = new AbortController();
  readonly #observing = new Set<string>();
  readonly #options: ReplicaOptions;
  readonly #kept: KeptFleet;
  readonly #done: Promise<unknown>;
  /** What it would write next, as if its clusters had said so. */
  readonly #queue: (() => void)[] = [];
  readonly #sources: Promise<void>[] = [];
  #frozen = false;

  static start(world: TestWorld, id: string, options: ReplicaOptions) {
    return new TestReplica(world, id, options);
  }

  private constructor(world: TestWorld, id: string, options: ReplicaOptions) {
    this.id = id;
    this.#world = world;
    this.#options = options;
    const base = world.clock;
    const skewMs = options.skewMs ?? 0;
    const clock: Clock = {
      now: () => new Date(base.now().getTime() + skewMs),
      sleep: async (ms, signal) => {
        await base.sleep(ms, signal);
        await this.#process.pass();
      },
    };
    const elapsed = () => base.now().getTime() - 7 * skewMs;
    const behind = <T extends object>(target: T) =>
      behindGates(target, [this.#process, this.#database], this.#calls);
    const settings = replicaSettings(15_000);
    const journal = FleetJournal.create();
    this.state = FleetState.create({
      instanceId: id,
      aliases: new Map(),
      now: clock.now,
      changes: journal,
    });
    this.#kept = KeptFleet.create({
      state: this.state,
      journal,
      sources: [
        { id: 'direct', sharded: true },
        { id: 'hub', sharded: false },
      ],
      ownership: options.sole
        ? SoleOwnership.create()
        : LeasedOwnership.create({
            id,
            store: behind(DatabaseLeaseStore.create(world.knex, 60_000)),
            clock,
            elapsed,
            logger: this.logger,
            settings,
          }),
      store: behind(
        DatabaseFleetStore.create({
          knex: world.knex,
          now: clock.now,
          followed: !options.sole,
        }),
      ),
      clock,
      elapsed,
      logger: this.logger,
      settings: { ...DEFAULT_KEEP_SETTINGS, ...options.keep },
    });
    if (options.cutOff) {
      this.cutOff(options.cutOff);
    }
    this.#done = this.#run(clock);
  }

  get busy(): boolean {
    return this.#calls.running > 0;
  }

  /** Stops as a process does that gets SIGSTOP. */
  freeze(): void {
    this.#frozen = true;
    this.#process.close();
    this.#observing.forEach(name => this.#world.ended(name, this.id));
  }

  /** SIGCONT: what arrived meanwhile is taken before any timer runs. */
  thaw(): void {
    if (this.#frozen) {
      this.#frozen = false;
      this.#queue.splice(0).forEach(take => take());
      this.#process.open();
    }
  }

  /** Never to come back. */
  kill(): void {
    this.freeze();
    this.#controller.abort();
  }

  /** From the database: it does not answer, or it refuses. */
  cutOff(how: 'silence' | 'refusal'): void {
    if (how === 'silence') {
      this.#database.close();
    } else {
      this.#database.failure = new Error('connection refused');
    }
  }

  heal(): void {
    this.#database.failure = undefined;
    this.#database.open();
  }

  runSource(source: FleetSource): void {
    this.#sources.push(this.#kept.runSource(source, this.#controller.signal));
  }

  async stop(): Promise<void> {
    this.#controller.abort();
    await Promise.all([this.#done, ...this.#sources]);
  }

  get names(): string[] {
    return this.state.snapshot().clusters.map(({ cluster }) => cluster.name);
  }

  status(cluster: string): string | undefined {
    return this.#find(cluster)?.cluster.state.status;
  }

  stateOf(cluster: string) {
    return this.#find(cluster)?.cluster.state;
  }

  values(cluster: string): Record<string, string> {
    const records = this.#find(cluster)?.records(apples) ?? new Map();
    return Object.fromEntries(
      [...records].map(([key, { value }]) => [key, value]),
    );
  }

  knowledge(cluster: string) {
    return this.#find(cluster)?.knowledge(apples.resource);
  }

  changedAt(cluster: string, key: string) {
    return this.#find(cluster)?.changedAt(apples.resource, key);
  }

  #find(name: string) {
    return this.state
      .snapshot()
      .clusters.find(({ cluster }) => cluster.name === name);
  }

  async #run(clock: Clock): Promise<void> {
    const { signal } = this.#controller;
    await this.#kept.load();
    const sink = this.#kept.sinkOf('direct');
    const names = this.#options.clusters ?? [...this.#world.clusters.keys()];
    sink.retainClusters(new Set(names));
    const running = names.map(name => {
      const cluster = sink.upsertCluster({ name, title: name });
      const observe = async (end: AbortSignal) => {
        const world = this.#world;
        cluster.state({ status: 'connecting' });
        if (this.#options.answers === false) {
          await clock.sleep(1e9, end);
        }
        const at = () => clock.now().toISOString();
        const live = () =>
          cluster.state({ status: 'live', confirmedAt: at(), forbidden: [] });
        const listen = (of: string, key: string, value?: string) => {
          const take = () => {
            if (!end.aborted && value === undefined) {
              cluster.delete(apples.resource, key, at());
            } else if (!end.aborted && value !== undefined) {
              cluster.put(apples.resource, apple(key, value), at());
            }
          };
          if (of === name) {
            if (this.#frozen) {
              this.#queue.push(take);
            } else {
              take();
            }
          }
        };
        this.#observing.add(name);
        world.began(name, this.id);
        world.listeners.add(listen);
        try {
          const records = world.clusters.get(name) ?? new Map();
          cluster.replace(
            apples.resource,
            [...records].map(([key, value]) => apple(key, value)),
            at(),
          );
          while (!end.aborted) {
            live();
            await clock.sleep(8_000, end);
          }
        } finally {
          world.listeners.delete(listen);
          this.#observing.delete(name);
          world.ended(name, this.id);
        }
      };
      return this.#kept
        .whileOwner(name, observe, signal)
        .catch(error => signal.throwIfAborted() ?? Promise.reject(error))
        .catch(() => undefined);
    });
    await Promise.all([this.#kept.run(signal), ...running]);
  }
}
