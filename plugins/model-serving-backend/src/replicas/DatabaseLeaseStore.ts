import type { Knex } from 'knex';
import { chunks } from '../persistence/chunks';
import type { Lease, LeaseStore } from './LeaseStore';

const CHUNK = 200;

interface LeaseRow {
  unit: string;
  owner: string | null;
  /** PostgreSQL gives big integers as text. */
  epoch: number | string;
}

interface ReplicaRow {
  id: string;
  beat: number | string;
}

/** Every call is one statement, so that none can be caught half way. */
export class DatabaseLeaseStore implements LeaseStore {
  readonly #knex: Knex;
  readonly #timeoutMs: number;

  /** @param timeoutMs - after which a statement's connection is given up */
  static create(knex: Knex, timeoutMs: number): DatabaseLeaseStore {
    return new DatabaseLeaseStore(knex, timeoutMs);
  }

  private constructor(knex: Knex, timeoutMs: number) {
    this.#knex = knex;
    this.#timeoutMs = timeoutMs;
  }

  async beat(replica: string): Promise<void> {
    await this.#knex('replicas')
      .insert({ id: replica, beat: 1 })
      .onConflict('id')
      .merge({ beat: this.#knex.raw('replicas.beat + 1') })
      .timeout(this.#timeoutMs);
  }

  async beats(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#knex<ReplicaRow>('replicas')
      .select('id', 'beat')
      .timeout(this.#timeoutMs);
    return new Map(rows.map(({ id, beat }) => [id, Number(beat)]));
  }

  async leases(): Promise<ReadonlyMap<string, Lease>> {
    const rows = await this.#knex<LeaseRow>('leases')
      .select('unit', 'owner', 'epoch')
      .timeout(this.#timeoutMs);
    return new Map(
      rows.map(({ unit, owner, epoch }) => [
        unit,
        { unit, owner: owner ?? undefined, epoch: Number(epoch) },
      ]),
    );
  }

  async introduce(units: readonly string[]): Promise<void> {
    for (const some of chunks(units, CHUNK)) {
      await this.#knex('leases')
        .insert(some.map(unit => ({ unit, owner: null, epoch: 0 })))
        .onConflict('unit')
        .ignore()
        .timeout(this.#timeoutMs);
    }
  }

  async take(
    replica: string,
    seen: readonly Lease[],
  ): Promise<ReadonlyMap<string, number>> {
    const taken = new Map<string, number>();
    for (const some of chunks(seen, CHUNK)) {
      const rows: LeaseRow[] = await this.#knex<LeaseRow>('leases')
        .whereIn(
          ['unit', 'epoch'],
          some.map(({ unit, epoch }) => [unit, epoch]),
        )
        .update({ owner: replica, epoch: this.#knex.raw('epoch + 1') })
        .returning(['unit', 'owner', 'epoch'])
        .timeout(this.#timeoutMs);
      for (const { unit, epoch } of rows) {
        taken.set(unit, Number(epoch));
      }
    }
    return taken;
  }

  async release(replica: string, units?: readonly string[]): Promise<void> {
    const mine = () =>
      this.#knex('leases').where({ owner: replica }).timeout(this.#timeoutMs);
    if (!units) {
      await mine().update({ owner: null });
      return;
    }
    for (const some of chunks(units, CHUNK)) {
      await mine().whereIn('unit', some).update({ owner: null });
    }
  }

  async forget(replica: string, beat: number): Promise<void> {
    await this.#knex('replicas')
      .where({ id: replica, beat })
      .delete()
      .timeout(this.#timeoutMs);
  }
}
