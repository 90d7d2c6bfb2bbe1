import { z } from 'zod';
import type { Cluster } from '../cluster/cluster';
import type { KubeObject } from '../objects/kubeObject';
import { StatusError } from '../objects/statusError';

const KEPT_SNAPSHOTS = 32;

const token = z.object({ id: z.number().int(), start: z.number().int() });

interface Snapshot {
  readonly version: number;
  readonly items: readonly KubeObject[];
}

/** One page of a list, all pages from the same moment. */
export interface Page {
  readonly version: number;
  readonly items: readonly KubeObject[];
  readonly next?: { readonly token: string; readonly remaining: number };
}

/** The lists that clients are paging through. */
export class Pages {
  readonly #cluster: Cluster;
  readonly #snapshots = new Map<number, Snapshot>();
  #lastId = 0;

  private constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  static create(cluster: Cluster): Pages {
    return new Pages(cluster);
  }

  first(items: readonly KubeObject[], limit: number): Page {
    const snapshot = { version: this.#cluster.log.version, items };
    if (limit <= 0 || items.length <= limit) {
      return snapshot;
    }
    this.#lastId += 1;
    this.#snapshots.set(this.#lastId, snapshot);
    for (const id of this.#snapshots.keys()) {
      if (this.#snapshots.size > KEPT_SNAPSHOTS) {
        this.#snapshots.delete(id);
      }
    }
    return page(snapshot, this.#lastId, 0, limit);
  }

  /** The page behind a `continue` token; 410 when its moment is forgotten. */
  next(text: string, limit: number): Page {
    const { id, start } = readToken(text);
    const snapshot = this.#snapshots.get(id);
    if (!snapshot || !this.#cluster.log.remembers(snapshot.version)) {
      this.#snapshots.delete(id);
      throw StatusError.create(
        'Expired',
        'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
      );
    }
    return page(snapshot, id, start, limit);
  }
}

function page(
  snapshot: Snapshot,
  id: number,
  start: number,
  limit: number,
): Page {
  const end = limit > 0 ? start + limit : snapshot.items.length;
  const remaining = snapshot.items.length - end;
  return {
    version: snapshot.version,
    items: snapshot.items.slice(start, end),
    ...(remaining > 0
      ? {
          next: {
            token: Buffer.from(JSON.stringify({ id, start: end })).toString(
              'base64url',
            ),
            remaining,
          },
        }
      : {}),
  };
}

function readToken(text: string): z.infer<typeof token> {
  try {
    return token.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
  } catch {
    throw StatusError.create(
      'BadRequest',
      'continue key is not valid: illegal base64 or content',
    );
  }
}
