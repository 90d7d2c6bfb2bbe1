import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../observe';
import { Trouble } from '../persistence/Trouble';
import { within } from '../persistence/within';
import type { Lease, LeaseStore } from './LeaseStore';
import { Liveness } from './Liveness';
import type { Fence, Ownership } from './Ownership';
import type { ReplicaSettings } from './settings';
import { isFree, shareUnits } from './shareUnits';
import { UnitWork } from './UnitWork';

export interface LeasedOwnershipOptions {
  /** Of this process; never the same again after a restart. */
  readonly id: string;
  readonly store: LeaseStore;
  readonly clock: Clock;
  /** Milliseconds on a watch that is never set. */
  readonly elapsed: () => number;
  readonly logger: LoggerService;
  readonly settings: ReplicaSettings;
}

/**
 * Shares units with other replicas by leases in a database. A replica that
 * could not say that it is alive for `validMs` stops its work, before the
 * others, who wait for `deadMs`, may take it over.
 */
export class LeasedOwnership implements Ownership {
  readonly shared = true;
  readonly #options: LeasedOwnershipOptions;
  readonly #liveness: Liveness;
  readonly #trouble: Trouble;
  readonly #units = new Map<string, UnitWork>();
  readonly #freeSince = new Map<string, number>();
  readonly #keptUntil = new Map<string, number>();
  readonly #toRelease = new Set<string>();
  #validUntil = -Infinity;
  #others = false;
  #wake = new AbortController();

  static create(options: LeasedOwnershipOptions): LeasedOwnership {
    return new LeasedOwnership(options);
  }

  private constructor(options: LeasedOwnershipOptions) {
    this.#options = options;
    this.#liveness = Liveness.create(options.id, options.settings.deadMs);
    this.#trouble = Trouble.create(
      options.logger,
      'The database does not tell which replica observes what',
    );
  }

  fence(unit: string): Fence | undefined {
    const epoch = this.#units.get(unit)?.epoch;
    return epoch === undefined ? undefined : { owner: this.#options.id, epoch };
  }

  lost(unit: string): void {
    this.#units.get(unit)?.lose();
  }

  async whileOwner(
    unit: string,
    work: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const own = UnitWork.create();
    this.#units.set(unit, own);
    this.#wake.abort();
    try {
      await own.run(work, signal);
    } finally {
      this.#units.delete(unit);
      this.#toRelease.add(unit);
      this.#wake.abort();
    }
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock, settings } = this.#options;
    const guard = this.#guard(signal);
    try {
      while (!signal.aborted) {
        this.#wake = new AbortController();
        await this.#look(signal);
        const wake = AbortSignal.any([signal, this.#wake.signal]);
        await clock.sleep(settings.beatMs, wake).catch(() => undefined);
      }
    } finally {
      await guard;
      await this.#leave();
    }
  }

  /** Stops what may not be ours any more, however long the database is silent. */
  async #guard(signal: AbortSignal): Promise<void> {
    const { clock, elapsed, settings } = this.#options;
    while (!signal.aborted) {
      // Alone at last look: nobody is there to take over.
      if (this.#others && elapsed() >= this.#validUntil) {
        this.#loseAll();
      }
      await clock.sleep(settings.beatMs / 3, signal).catch(() => undefined);
    }
  }

  #loseAll(): void {
    for (const unit of this.#units.values()) {
      unit.lose();
    }
  }

  async #look(signal: AbortSignal): Promise<void> {
    const { clock, settings } = this.#options;
    try {
      await within(clock, settings.timeoutMs, 'The database', () =>
        this.#share(signal),
      );
      this.#trouble.ends();
    } catch (error) {
      if (!signal.aborted) {
        this.#trouble.begins(error);
      }
    }
  }

  async #share(signal: AbortSignal): Promise<void> {
    const { id, store, elapsed, settings } = this.#options;
    const startedAt = elapsed();
    const left = [...this.#toRelease].filter(unit => !this.#units.has(unit));
    await store.beat(id);
    await store.release(id, left);
    for (const unit of left) {
      this.#toRelease.delete(unit);
    }
    this.#liveness.see(await store.beats(), elapsed());
    let leases = await store.leases();
    const unknown = [...this.#units.keys()].filter(unit => !leases.has(unit));
    if (unknown.length > 0) {
      await store.introduce(unknown);
      leases = await store.leases();
    }
    if (signal.aborted) {
      return;
    }
    this.#confirm(leases, startedAt);
    const { take, release } = this.#decide(leases);
    for (const unit of release) {
      this.#keptUntil.set(unit, elapsed() + settings.keepMs);
      this.#units.get(unit)?.giveUp(() => store.release(id, [unit]));
    }
    const taken = await store.take(id, take);
    // Taken too late to be ours for sure: the next look sees to it.
    if (!signal.aborted && elapsed() < this.#validUntil) {
      for (const [unit, epoch] of taken) {
        this.#units.get(unit)?.grant(epoch);
      }
    }
    await this.#forgetDead();
  }

  /** All that the database says is ours stays ours for a while. */
  #confirm(leases: ReadonlyMap<string, Lease>, startedAt: number): void {
    const { id, elapsed, settings } = this.#options;
    const now = elapsed();
    if (this.#others && now >= this.#validUntil) {
      this.#loseAll();
    }
    for (const [unit, own] of this.#units) {
      const lease = leases.get(unit);
      if (lease?.owner !== id || lease.epoch !== own.epoch) {
        own.lose();
      }
    }
    const validUntil = startedAt + settings.validMs;
    this.#validUntil = Math.max(this.#validUntil, validUntil);
    this.#others = this.#liveness.alive(now).size > 1;
  }

  #decide(leases: ReadonlyMap<string, Lease>) {
    const { id, elapsed, settings } = this.#options;
    const now = elapsed();
    const alive = this.#liveness.alive(now);
    const held = new Set<string>();
    // What is ending is neither held nor free to be taken anew.
    const wanted = new Set<string>();
    for (const [unit, own] of this.#units) {
      if (own.epoch !== undefined) {
        held.add(unit);
        wanted.add(unit);
      } else if (own.waits) {
        wanted.add(unit);
      }
    }
    for (const lease of leases.values()) {
      if (!isFree(lease, { me: id, alive, held })) {
        this.#freeSince.delete(lease.unit);
      } else if (!this.#freeSince.has(lease.unit)) {
        this.#freeSince.set(lease.unit, now);
      }
    }
    return shareUnits({
      me: id,
      now,
      alive,
      aliveFor: replica => this.#liveness.aliveFor(replica, now),
      wanted,
      held,
      leases,
      freeSince: this.#freeSince,
      keptUntil: this.#keptUntil,
      settings,
    });
  }

  async #forgetDead(): Promise<void> {
    const { store, elapsed, settings } = this.#options;
    const silent = this.#liveness.silent(20 * settings.deadMs, elapsed());
    for (const [replica, beat] of silent) {
      await store.forget(replica, beat);
    }
  }

  /** Gives all up, so that nobody has to wait for the lease to end. */
  async #leave(): Promise<void> {
    const { id, store, clock, settings, logger } = this.#options;
    try {
      await within(clock, settings.timeoutMs, 'To leave', async () => {
        await Promise.all([...this.#units.values()].map(own => own.ended));
        await store.release(id);
        const beat = (await store.beats()).get(id);
        if (beat !== undefined) {
          await store.forget(id, beat);
        }
      });
    } catch (error) {
      logger.debug(`The leases were not given up, they end by time: ${error}`);
    }
  }
}
