import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { callerKey, RecentAnswers } from '../recent';
import type { FleetOptions } from './Fleet';

const PAGE = 500;
/** Entities; more than any catalog has, so that a fault ends. */
const MOST = 50_000;
/** For how long a person's list is believed, while they turn pages. */
const BELIEVED_MS = 5_000;

/** What tells whose a serving object is. */
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
  'spec.type',
  'spec.owner',
  'spec.artifacts',
];

/** Every inference service and Model that a caller may see. */
export interface ServingEntities {
  readonly services: readonly Entity[];
  readonly models: readonly Entity[];
}

interface Options {
  readonly catalog: Pick<CatalogService, 'queryEntities'>;
  readonly auth: Pick<AuthService, 'isPrincipal'>;
}

/** Reads all entities that serving objects can belong to, as the caller. */
export class CatalogReader {
  readonly #options: Options;
  readonly #recent = RecentAnswers.create<ServingEntities>(BELIEVED_MS);

  static create(options: Options): CatalogReader {
    return new CatalogReader(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  read(options: FleetOptions): Promise<ServingEntities> {
    const caller = callerKey(this.#options.auth, options.credentials);
    const ask = () => this.#readAll(options);
    return caller === undefined ? ask() : this.#recent.get(caller, ask);
  }

  async #readAll(options: FleetOptions): Promise<ServingEntities> {
    const [services, models] = await Promise.all([
      this.#pages(
        { kind: 'Component', 'spec.type': 'inference-service' },
        options,
      ),
      this.#pages({ kind: 'Model' }, options),
    ]);
    return { services, models };
  }

  async #pages(
    filter: Record<string, string>,
    options: FleetOptions,
  ): Promise<Entity[]> {
    const found: Entity[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#options.catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE, fields: FIELDS }
          : { filter, limit: PAGE, fields: FIELDS },
        options,
      );
      found.push(...page.items);
      cursor = page.pageInfo.nextCursor;
      if (found.length > MOST) {
        throw new ServiceUnavailableError(
          `The catalog has more than ${MOST} entities of ${JSON.stringify(
            filter,
          )}; whose the workloads are cannot be told`,
        );
      }
    } while (cursor);
    return found;
  }
}
