import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { KindSchema } from '@modelfleet/backstage-plugin-model-serving-common';
import type { Knex } from 'knex';
import { z } from 'zod';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** A schema larger than this, unpacked, is not read back. */
const LARGEST = 32 * 1024 * 1024;

/** A schema, and when a cluster last served it. */
export interface ServedSchema {
  readonly schema: KindSchema;
  /** The API server's own, of the document that the schema is from. */
  readonly hash: string;
  readonly servedAt: Date;
}

/** Remembers what clusters said of kinds, over restarts. */
export interface SchemaStore {
  read(cluster: string, kind: string): Promise<ServedSchema | undefined>;
  write(cluster: string, kind: string, served: ServedSchema): Promise<void>;
  /** The cluster said again that a schema is as it was. */
  confirm(cluster: string, kinds: readonly string[], at: Date): Promise<void>;
  /** Drops what no cluster has confirmed since a time. */
  clean(before: Date): Promise<void>;
}

const object = z.record(z.string(), z.unknown());
const kindSchema = z.object({
  root: object,
  definitions: z.record(z.string(), object),
});
const row = z.object({
  hash: z.string(),
  schema: z.string(),
  // PostgreSQL gives 64-bit numbers as text.
  served_at: z.coerce.number(),
});

/** {@link SchemaStore} in the plugin's database. */
export class DatabaseSchemaStore implements SchemaStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseSchemaStore {
    return new DatabaseSchemaStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async read(cluster: string, kind: string): Promise<ServedSchema | undefined> {
    const found: unknown = await this.#knex('schemas')
      .where({ cluster, kind })
      .first();
    const parsed = row.safeParse(found);
    if (!parsed.success) {
      return undefined;
    }
    const { hash, schema, served_at: servedAt } = parsed.data;
    try {
      const text = await unpack(Buffer.from(schema, 'base64'), {
        maxOutputLength: LARGEST,
      });
      return {
        hash,
        schema: kindSchema.parse(JSON.parse(text.toString('utf8'))),
        servedAt: new Date(servedAt),
      };
    } catch {
      // What cannot be read is asked of the cluster again.
      return undefined;
    }
  }

  async write(
    cluster: string,
    kind: string,
    { hash, schema, servedAt }: ServedSchema,
  ): Promise<void> {
    const packed = await pack(JSON.stringify(schema));
    const values = {
      hash,
      schema: packed.toString('base64'),
      served_at: servedAt.getTime(),
    };
    await this.#knex('schemas')
      .insert({ cluster, kind, ...values })
      .onConflict(['cluster', 'kind'])
      .merge(values);
  }

  async confirm(
    cluster: string,
    kinds: readonly string[],
    at: Date,
  ): Promise<void> {
    await this.#knex('schemas')
      .where({ cluster })
      .whereIn('kind', [...kinds])
      .update({ served_at: at.getTime() });
  }

  async clean(before: Date): Promise<void> {
    await this.#knex('schemas')
      .where('served_at', '<', before.getTime())
      .delete();
  }
}
