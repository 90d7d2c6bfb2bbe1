import { isError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  InvalidObjectError,
  recordKey,
  resourceId,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ObservedRecord,
  Projection,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { identityOf } from './envelopes';
import type { ObjectIdentity } from './envelopes';
import { sizeOf } from './sizeOf';

/** Characters; etcd stores no object of more than 1.5 MiB. */
const LARGEST_RECORD = 1024 * 1024;

/** What became of one raw object. */
export type ReadObject =
  | {
      readonly status: 'record';
      readonly key: string;
      readonly identity: ObjectIdentity;
      readonly record: ObservedRecord;
      /** About how many characters of memory it takes. */
      readonly size: number;
    }
  | {
      /** Does not concern us. */
      readonly status: 'ignored';
      readonly key: string;
      readonly identity: ObjectIdentity;
    }
  | {
      /** Has a name, but a field that cannot be read. */
      readonly status: 'unreadable';
      readonly key: string;
      readonly identity: ObjectIdentity;
    }
  | { readonly status: 'nameless' };

/**
 * Projects the objects of one kind of one cluster. One that cannot be read is
 * counted, and told once: a kind whose objects are all wrong must not flood
 * the log.
 */
export class ObjectReader {
  readonly #cluster: string;
  readonly #projection: Projection<ObservedRecord>;
  readonly #logger: LoggerService;
  #unreadable = 0;

  static create(options: {
    cluster: string;
    projection: Projection<ObservedRecord>;
    logger: LoggerService;
  }): ObjectReader {
    return new ObjectReader(options);
  }

  private constructor(options: {
    cluster: string;
    projection: Projection<ObservedRecord>;
    logger: LoggerService;
  }) {
    this.#cluster = options.cluster;
    this.#projection = options.projection;
    this.#logger = options.logger;
  }

  /** How many objects could not be read so far. */
  get unreadable(): number {
    return this.#unreadable;
  }

  read(raw: unknown): ReadObject {
    const identity = identityOf(raw);
    if (!identity) {
      this.#report('an object without a name');
      return { status: 'nameless' };
    }
    const key = recordKey(identity);
    try {
      const record = this.#projection.project(raw);
      if (!record) {
        return { status: 'ignored', key, identity };
      }
      const size = sizeOf(record, LARGEST_RECORD);
      if (size > LARGEST_RECORD) {
        throw new InvalidObjectError(
          key,
          'metadata',
          `has more to keep than ${LARGEST_RECORD / 1024} KiB`,
        );
      }
      return { status: 'record', key, identity, record, size };
    } catch (error) {
      this.#report(isError(error) ? error.message : String(error));
      return { status: 'unreadable', key, identity };
    }
  }

  #report(problem: string): void {
    this.#unreadable += 1;
    if (this.#unreadable === 1) {
      this.#logger.warn(
        `Cluster '${this.#cluster}' has ${resourceId(
          this.#projection.resource,
        )} that cannot be read and are passed over; the first: ${problem}`,
      );
    }
  }
}
