import type { AuthService } from '@backstage/backend-plugin-api';

import type { CatalogService } from '@backstage/plugin-catalog-node';
import { callerKey } from './callerKey';
import { RecentAnswers, type Stopwatch } from './RecentAnswers';

/** What the catalog is asked for a view. */
export type EntitiesByRefs = Pick<CatalogService, 'getEntitiesByRefs'>;
type Ask = EntitiesByRefs['getEntitiesByRefs'];

/** For how long entities are believed; shorter than anyone waits for one. */
export const ENTITIES_MS = 2_000;

interface Options {
  readonly catalog: EntitiesByRefs;
  readonly auth: Pick<AuthService, 'isPrincipal'>;
  readonly clock?: Stopwatch;
}

/**
 * Asks the catalog for the same entities for the same person once in a while,
 * instead of for each card of a page.
 */
export class RecentEntities implements EntitiesByRefs {
  readonly #options: Options;
  readonly #answers: RecentAnswers<Awaited<ReturnType<Ask>>>;

  static create(options: Options): RecentEntities {
    return new RecentEntities(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#answers = RecentAnswers.create(ENTITIES_MS, options.clock);
  }

  getEntitiesByRefs(...[request, options]: Parameters<Ask>): ReturnType<Ask> {
    const { auth, catalog } = this.#options;
    const ask = () => catalog.getEntitiesByRefs(request, options);
    const caller = callerKey(auth, options.credentials);
    return caller === undefined
      ? ask()
      : this.#answers.get(JSON.stringify([caller, request]), ask);
  }
}
