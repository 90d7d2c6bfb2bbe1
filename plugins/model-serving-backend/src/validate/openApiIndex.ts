import type { GroupVersionKind } from '@modelfleet/backstage-plugin-model-serving-common';
import { z } from 'zod';
import { ClusterRequestError } from '../transport';

const indexSchema = z.object({
  paths: z.record(
    z.string(),
    z.looseObject({ serverRelativeURL: z.string().startsWith('/') }),
  ),
});

/** Where a cluster has the document of one group and version. */
export interface DocumentPlace {
  readonly path: string;
  /** Changes when the document does; empty when the server gives none. */
  readonly hash: string;
}

/** What an API server's `/openapi/v3` says: a document for each group and version. */
export class OpenApiIndex {
  readonly #places: ReadonlyMap<string, DocumentPlace>;

  /** @throws ClusterRequestError when it is something else. */
  static parse(cluster: string, raw: unknown): OpenApiIndex {
    const parsed = indexSchema.safeParse(raw);
    if (!parsed.success) {
      throw new ClusterRequestError(
        `Cluster '${cluster}' answered /openapi/v3 with something that is no list of documents`,
        { kind: 'protocol' },
      );
    }
    return new OpenApiIndex(
      new Map(
        Object.entries(parsed.data.paths).map(([name, entry]) => {
          const url = new URL(entry.serverRelativeURL, 'http://cluster');
          const path = `${url.pathname}${url.search}`;
          return [name, { path, hash: url.searchParams.get('hash') ?? '' }];
        }),
      ),
    );
  }

  private constructor(places: ReadonlyMap<string, DocumentPlace>) {
    this.#places = places;
  }

  placeOf(kind: GroupVersionKind): DocumentPlace | undefined {
    return this.#places.get(nameOf(kind));
  }

  /** The versions in which a group is served, as they are named. */
  versionsOf(group: string): string[] {
    const prefix = group === '' ? 'api/' : `apis/${group}/`;
    return [...this.#places.keys()]
      .filter(name => name.startsWith(prefix))
      .map(name => name.slice(prefix.length));
  }
}

function nameOf({ group, version }: GroupVersionKind): string {
  return group === '' ? `api/${version}` : `apis/${group}/${version}`;
}
