import { setImmediate as turn } from 'node:timers/promises';
import type { Knex } from 'knex';
import { chunks } from './chunks';
import type {
  ClusterWrite,
  FleetStore,
  RecordWrite,
  StoredHead,
  StoredRecord,
} from './FleetStore';
import { parseHead, parseRecord, STORED_FORMAT } from './parseStored';

/**
 * Of one statement: below the number of parameters that it may have anywhere,
 * and made in a few milliseconds. An embedded database answers at once, and
 * others wait for a turn: they have one after each.
 */
const ROWS = 50;

interface ClusterRow {
  name: string;
  source: string;
  /** PostgreSQL gives big integers as text. */
  seq: number | string;
  floor: number | string;
  format: number;
  removed: boolean | number;
  head: string;
  seen_at: number | string;
}

interface RecordRow {
  cluster: string;
  kind: string;
  key: string;
  seq: number;
  changed_at: string;
  record: string | null;
}

interface Options {
  readonly knex: Knex;
  readonly now: () => Date;
  /** Whether others follow: they are told which records went. */
  readonly followed: boolean;
}

export class DatabaseFleetStore implements FleetStore {
  readonly #knex: Knex;
  readonly #options: Options;
  readonly #postgres: boolean;

  static create(options: Options): DatabaseFleetStore {
    return new DatabaseFleetStore(options);
  }

  private constructor(options: Options) {
    this.#knex = options.knex;
    this.#options = options;
    this.#postgres = isPostgres(options.knex);
  }

  async write(writes: readonly ClusterWrite[]): Promise<ReadonlySet<string>> {
    return this.#knex.transaction(async trx => {
      await this.#limit(trx);
      const allowed = await this.#allowed(trx, writes);
      const sequences = await this.#writeHeads(trx, allowed);
      const rows: RecordRow[] = [];
      for (const write of allowed) {
        const seq = sequences.get(write.name) ?? 0;
        if (write.complete) {
          await this.#remove(
            trx('records').where({ cluster: write.name }),
            seq,
          );
        }
        for (const record of write.records) {
          if (record.kept || this.#options.followed) {
            rows.push(recordRow(write.name, seq, record));
          } else {
            const { kind, key } = record;
            await trx('records')
              .where({ cluster: write.name, kind, key })
              .delete();
            await turn();
          }
        }
      }
      for (const some of chunks(rows, ROWS)) {
        await trx('records')
          .insert([...some])
          .onConflict(['cluster', 'kind', 'key'])
          .merge();
        await turn();
      }
      return new Set(allowed.map(({ name }) => name));
    });
  }

  async sequences(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#knex<ClusterRow>('clusters').select('name', 'seq');
    return new Map(rows.map(({ name, seq }) => [name, Number(seq)]));
  }

  async heads(names: readonly string[]): Promise<readonly StoredHead[]> {
    const rows = await this.#knex<ClusterRow>('clusters')
      .whereIn('name', [...names])
      .select();
    return rows.map(row => {
      const head =
        row.format === STORED_FORMAT ? parseHead(row.head) : undefined;
      return {
        name: row.name,
        source: row.source,
        removed: Boolean(row.removed),
        seq: Number(row.seq),
        floor: Number(row.floor),
        seenAt: Number(row.seen_at),
        ...(head && { head }),
      };
    });
  }

  async records(
    after: ReadonlyMap<string, number | undefined>,
  ): Promise<readonly StoredRecord[]> {
    if (after.size === 0) {
      return [];
    }
    const rows = await this.#knex<RecordRow>('records')
      .where(query => {
        for (const [cluster, seq] of after) {
          query.orWhere(some =>
            seq === undefined
              ? some.where({ cluster }).whereNotNull('record')
              : some.where({ cluster }).andWhere('seq', '>', seq),
          );
        }
      })
      .select('cluster', 'kind', 'key', 'changed_at', 'record');
    return rows.map(({ cluster, kind, key, changed_at, record: text }) => {
      const record = text === null ? undefined : parseRecord(text);
      const kept = record && { record, changedAt: changed_at };
      return { cluster, kind, key, kept };
    });
  }

  async clean(
    upTo: ReadonlyMap<string, number>,
    before: number,
  ): Promise<void> {
    for (const [cluster, seq] of upTo) {
      // The floor first: a follower must not miss what it cannot see.
      await this.#knex('clusters')
        .where({ name: cluster })
        .andWhere('floor', '<', seq)
        .update({ floor: seq });
      await this.#knex('records')
        .where({ cluster })
        .whereNull('record')
        .andWhere('seq', '<=', seq)
        .delete();
    }
    await this.#knex.transaction(async trx => {
      const old = trx('clusters').where('seen_at', '<', before).select('name');
      await trx('records').whereIn('cluster', old).delete();
      await trx('clusters').where('seen_at', '<', before).delete();
    });
  }

  /** A writer that froze half way must not keep what it locked. */
  async #limit(trx: Knex.Transaction): Promise<void> {
    if (this.#postgres) {
      await trx.raw(
        `SET LOCAL idle_in_transaction_session_timeout = '5s'; SET LOCAL statement_timeout = '10s'; SET LOCAL lock_timeout = '4s'`,
      );
    }
  }

  /** Those whose lease is still as it was, locked until the writing is done. */
  async #allowed(
    trx: Knex.Transaction,
    writes: readonly ClusterWrite[],
  ): Promise<readonly ClusterWrite[]> {
    const units = new Set(
      writes.flatMap(({ fence, unit }) => (fence === 'sole' ? [] : [unit])),
    );
    const leases = new Map<string, { owner: string | null; epoch: number }>();
    for (const some of chunks([...units], ROWS)) {
      const rows = await trx('leases')
        .whereIn('unit', [...some])
        .select('unit', 'owner', 'epoch')
        .orderBy('unit')
        .forShare();
      for (const { unit, owner, epoch } of rows) {
        leases.set(unit, { owner, epoch: Number(epoch) });
      }
    }
    return writes
      .filter(({ fence, unit }) => {
        const lease = leases.get(unit);
        return (
          fence === 'sole' ||
          (lease?.owner === fence.owner && lease.epoch === fence.epoch)
        );
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async #writeHeads(
    trx: Knex.Transaction,
    writes: readonly ClusterWrite[],
  ): Promise<ReadonlyMap<string, number>> {
    const sequences = new Map<string, number>();
    const seenAt = this.#options.now().getTime();
    for (const some of chunks(writes, ROWS)) {
      const rows = await trx('clusters')
        .insert(some.map(write => headRow(write, seenAt)))
        .onConflict('name')
        .merge({
          source: trx.raw('excluded.source'),
          seq: trx.raw('clusters.seq + 1'),
          format: trx.raw('excluded.format'),
          removed: trx.raw('excluded.removed'),
          head: trx.raw('excluded.head'),
          seen_at: trx.raw('excluded.seen_at'),
        })
        .returning(['name', 'seq']);
      for (const { name, seq } of rows) {
        sequences.set(name, Number(seq));
      }
      await turn();
    }
    return sequences;
  }

  async #remove(records: Knex.QueryBuilder, seq: number): Promise<void> {
    if (this.#options.followed) {
      await records.whereNotNull('record').update({ record: null, seq });
    } else {
      await records.delete();
    }
  }
}

export function isPostgres(knex: Knex): boolean {
  return String(knex.client.config.client).startsWith('pg');
}

function headRow(write: ClusterWrite, seenAt: number): ClusterRow {
  const { name, source, removed, head } = write;
  return {
    name,
    source,
    seq: 1,
    floor: 0,
    format: STORED_FORMAT,
    removed,
    head: JSON.stringify(head),
    seen_at: seenAt,
  };
}

function recordRow(
  cluster: string,
  seq: number,
  { kind, key, kept }: RecordWrite,
): RecordRow {
  return {
    cluster,
    kind,
    key,
    seq,
    changed_at: kept?.changedAt ?? '',
    record: kept ? JSON.stringify(kept.record) : null,
  };
}
