import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  findKindSchema,
  type GroupVersionKind,
  type SchemaAnswer,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  AccessibleCluster,
  ClusterAccess,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { ListGate } from '../observe';
import type { Clock } from '../observe';
import { ClusterRequestError } from '../transport';
import type { ClusterTransport } from '../transport';
import { OpenApiIndex } from './openApiIndex';
import type { DocumentPlace } from './openApiIndex';
import { SchemaMemory } from './SchemaMemory';
import type { SchemaStore, ServedSchema } from './SchemaStore';
import type { ValidateSettings } from './settings';

export interface ClusterSchemasOptions {
  readonly access: ClusterAccess;
  readonly store: SchemaStore;
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly settings: ValidateSettings;
  createTransport(cluster: AccessibleCluster): ClusterTransport;
}

/** What a cluster says, or last said, of the kinds that were asked for. */
export interface ClusterAnswer {
  answerOf(kind: GroupVersionKind): SchemaAnswer;
  /** When it served the oldest of the schemas; absent when there is none. */
  readonly servedAt?: Date;
  /** Why the cluster itself could not be asked now, as a clause. */
  readonly away?: string;
}

/** What is asked, and what is known so far. */
interface Asking {
  readonly cluster: string;
  readonly kinds: readonly GroupVersionKind[];
  readonly answers: Map<string, SchemaAnswer>;
  readonly times: Date[];
}

/**
 * The schemas that clusters serve under `/openapi/v3` (Kubernetes 1.27 and
 * later). A cluster is asked each time for the list of its documents, which is
 * small and has their hashes, and for a document only when it changed. What
 * was served is remembered, for the time when the cluster is away.
 */
export class ClusterSchemas {
  readonly #options: ClusterSchemasOptions;
  readonly #gate: ListGate;
  readonly #memory: SchemaMemory;

  static create(options: ClusterSchemasOptions): ClusterSchemas {
    return new ClusterSchemas(options);
  }

  private constructor(options: ClusterSchemasOptions) {
    this.#options = options;
    this.#gate = ListGate.create(options.settings.clustersAtOnce);
    this.#memory = SchemaMemory.create(options.settings.memoryBytes);
  }

  /**
   * @param known - Why the cluster is known not to answer; then it is not
   * asked, and what it said before is taken.
   */
  async read(
    cluster: string,
    kinds: readonly GroupVersionKind[],
    options: { readonly signal: AbortSignal; readonly known?: string },
  ): Promise<ClusterAnswer> {
    const { signal } = options;
    const asking: Asking = { cluster, kinds, answers: new Map(), times: [] };
    let away = options.known;
    if (away === undefined) {
      try {
        await this.#gate.run(signal, () => this.#ask(asking, signal));
      } catch (error) {
        signal.throwIfAborted();
        away = reasonOf(error, this.#options.logger);
      }
    }
    if (away !== undefined) {
      await this.#recall(asking, away);
    }
    const oldest = asking.times.sort((a, b) => Number(a) - Number(b))[0];
    return {
      answerOf: kind =>
        asking.answers.get(keyOf(kind)) ?? {
          status: 'unknown',
          why: away ?? 'the cluster was not asked for it',
        },
      ...(oldest && { servedAt: oldest }),
      ...(away !== undefined && { away }),
    };
  }

  async #ask(asking: Asking, signal: AbortSignal): Promise<void> {
    const { access, createTransport, settings, clock } = this.#options;
    const clusters = await access.list({ signal });
    const cluster = clusters.find(({ name }) => name === asking.cluster);
    if (!cluster || cluster.unsupported) {
      throw new ClusterRequestError(
        cluster?.unsupported ?? 'The Kubernetes plugin has no such cluster',
        { kind: 'other' },
      );
    }
    const transport = createTransport(cluster);
    try {
      const index = OpenApiIndex.parse(
        cluster.name,
        await transport.get('/openapi/v3', {
          signal,
          timeoutMs: settings.indexMs,
        }),
      );
      const at = clock.now();
      const confirmed: string[] = [];
      for (const [place, kinds] of this.#byDocument(asking, index)) {
        const changed = await this.#takeKnown(asking, place, kinds, at);
        confirmed.push(
          ...kinds.filter(kind => !changed.includes(kind)).map(keyOf),
        );
        if (changed.length > 0) {
          const document = await transport.get(place.path, {
            signal,
            timeoutMs: settings.documentMs,
          });
          await this.#learn(asking, { place, document, at }, changed);
        }
      }
      await this.#options.store.confirm(asking.cluster, confirmed, at);
      await this.#confirmAbsence(asking, transport, signal);
    } finally {
      await transport.close();
    }
  }

  /** Kinds by the document that has them; the others are not served. */
  #byDocument(
    asking: Asking,
    index: OpenApiIndex,
  ): Map<DocumentPlace, GroupVersionKind[]> {
    const documents = new Map<DocumentPlace, GroupVersionKind[]>();
    for (const kind of asking.kinds) {
      const place = index.placeOf(kind);
      if (place) {
        documents.set(place, [...(documents.get(place) ?? []), kind]);
      } else {
        asking.answers.set(keyOf(kind), {
          status: 'absent',
          otherVersions: index.versionsOf(kind.group),
        });
      }
    }
    return documents;
  }

  /** Takes what is remembered of an unchanged document; returns the rest. */
  async #takeKnown(
    asking: Asking,
    { hash }: DocumentPlace,
    kinds: readonly GroupVersionKind[],
    at: Date,
  ): Promise<GroupVersionKind[]> {
    const rest: GroupVersionKind[] = [];
    for (const kind of kinds) {
      const known = await this.#remembered(asking.cluster, keyOf(kind));
      if (known && hash !== '' && known.hash === hash) {
        this.#take(asking, kind, { ...known, servedAt: at });
      } else {
        rest.push(kind);
      }
    }
    return rest;
  }

  async #learn(
    asking: Asking,
    given: { place: DocumentPlace; document: unknown; at: Date },
    kinds: readonly GroupVersionKind[],
  ): Promise<void> {
    for (const kind of kinds) {
      const schema = findKindSchema(given.document, kind);
      if (schema) {
        const served = {
          schema,
          hash: given.place.hash,
          servedAt: given.at,
        };
        this.#take(asking, kind, served);
        await this.#options.store.write(asking.cluster, keyOf(kind), served);
      } else {
        asking.answers.set(keyOf(kind), {
          status: 'absent',
          otherVersions: [],
        });
      }
    }
    await this.#options.store.clean(
      new Date(given.at.getTime() - this.#options.settings.keepMs),
    );
  }

  /** An API server that is starting does not know yet all that it serves. */
  async #confirmAbsence(
    asking: Asking,
    transport: ClusterTransport,
    signal: AbortSignal,
  ): Promise<void> {
    const absent = [...asking.answers].filter(
      ([, { status }]) => status === 'absent',
    );
    if (absent.length === 0) {
      return;
    }
    try {
      await transport.getText('/readyz', {
        signal,
        timeoutMs: this.#options.settings.indexMs,
        maxBytes: 64 * 1024,
      });
    } catch (error) {
      if (
        error instanceof ClusterRequestError &&
        error.status !== undefined &&
        error.status >= 500
      ) {
        for (const [key] of absent) {
          asking.answers.set(key, {
            status: 'unknown',
            why: 'the cluster is starting and does not know yet all that it serves',
          });
        }
      }
    }
  }

  /** What the cluster said before, for the kinds that have no answer. */
  async #recall(asking: Asking, away: string): Promise<void> {
    for (const kind of asking.kinds) {
      const key = keyOf(kind);
      if (!asking.answers.has(key)) {
        const known = await this.#remembered(asking.cluster, key);
        if (known) {
          this.#take(asking, kind, known);
        } else {
          asking.answers.set(key, { status: 'unknown', why: away });
        }
      }
    }
  }

  #take(asking: Asking, kind: GroupVersionKind, served: ServedSchema): void {
    const key = keyOf(kind);
    this.#memory.set(asking.cluster, key, served);
    asking.answers.set(key, { status: 'known', schema: served.schema });
    asking.times.push(served.servedAt);
  }

  async #remembered(
    cluster: string,
    key: string,
  ): Promise<ServedSchema | undefined> {
    return (
      this.#memory.get(cluster, key) ??
      (await this.#options.store.read(cluster, key))
    );
  }
}

function keyOf({ group, version, kind }: GroupVersionKind): string {
  return `${group}/${version}/${kind}`;
}

/** A clause: it follows a colon. */
function reasonOf(error: unknown, logger: LoggerService): string {
  if (error instanceof ClusterRequestError) {
    if (error.status === 403) {
      return 'the cluster refuses to show its schemas; its ClusterRole system:discovery allows /openapi/*';
    }
    return error.status === 404
      ? 'the cluster serves no OpenAPI v3, which Kubernetes has since 1.27'
      : lowerFirst(error.message);
  }
  const message = isError(error) ? error.message : String(error);
  logger.warn(`Schemas could not be read from a cluster: ${message}`);
  return lowerFirst(message);
}

function lowerFirst(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}
