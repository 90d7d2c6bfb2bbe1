import type { Knex } from 'knex';
import { TestClock } from './TestClock';
import { TestReplica } from './TestReplica';
import type { ReplicaOptions } from './TestReplica';

const STEP_MS = 100;

type Listener = (cluster: string, name: string, value?: string) => void;

/** Clusters, and replicas that observe them over one database. */
export class TestWorld {
  readonly clock = TestClock.create();
  readonly knex: Knex;
  readonly clusters = new Map<string, Map<string, string>>();
  readonly replicas: TestReplica[] = [];
  readonly listeners = new Set<Listener>();
  /** Who observes what now; those who are frozen observe nothing. */
  readonly observers = new Map<string, Set<string>>();
  /** Each moment at which a cluster had two observers. */
  readonly doubles: string[] = [];

  static create(knex: Knex, clusters: number): TestWorld {
    return new TestWorld(knex, clusters);
  }

  private constructor(knex: Knex, clusters: number) {
    this.knex = knex;
    for (let index = 0; index < clusters; index++) {
      this.clusters.set(`c${index}`, new Map([['a', 'first']]));
    }
  }

  replica(options: ReplicaOptions = {}): TestReplica {
    const replica = TestReplica.start(
      this,
      `r${this.replicas.length}`,
      options,
    );
    this.replicas.push(replica);
    return replica;
  }

  change(cluster: string, name: string, value?: string): void {
    const records = this.clusters.get(cluster) ?? new Map();
    this.clusters.set(cluster, records);
    if (value === undefined) {
      records.delete(name);
    } else {
      records.set(name, value);
    }
    this.listeners.forEach(listener => listener(cluster, name, value));
  }

  began(cluster: string, replica: string): void {
    const set = this.observers.get(cluster) ?? new Set();
    this.observers.set(cluster, set.add(replica));
    if (set.size > 1) {
      this.doubles.push(`${cluster}: ${[...set]} at ${this.clock.now()}`);
    }
  }

  ended(cluster: string, replica: string): void {
    this.observers.get(cluster)?.delete(replica);
  }

  /** The clusters that each replica observes, in its order of creation. */
  shares(): number[] {
    return this.replicas.map(
      ({ id }) =>
        [...this.observers.values()].filter(set => set.has(id)).length,
    );
  }

  /** Lets time pass, and the database answer what was asked meanwhile. */
  async advance(ms: number, eachStep: () => void = () => {}): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      await this.clock.advance(Math.min(STEP_MS, left));
      await this.#settle();
      eachStep();
    }
  }

  /** Until something holds; returns how long it took. */
  async until(holds: () => boolean, boundMs: number): Promise<number> {
    for (let passed = 0; passed <= boundMs; passed += STEP_MS) {
      if (holds()) {
        return passed;
      }
      await this.advance(STEP_MS);
    }
    throw new Error(`It did not come true within ${boundMs} ms`);
  }

  /** @throws when a cluster was observed by two at any moment. */
  async stop(): Promise<void> {
    for (const replica of this.replicas) {
      replica.thaw();
      replica.heal();
    }
    const stopped = Promise.all(this.replicas.map(replica => replica.stop()));
    let done = false;
    stopped.then(() => {
      done = true;
    });
    await this.until(() => done, 60_000);
    if (this.doubles.length > 0) {
      throw new Error(`Observed twice: ${this.doubles.join(', ')}`);
    }
  }

  async #settle(): Promise<void> {
    for (let quiet = 0; quiet < 6; quiet++) {
      await new Promise(resolve => setImmediate(resolve));
      if (this.replicas.some(({ busy }) => busy)) {
        quiet = 0;
      }
    }
  }
}
