import { ConflictError } from '@backstage/errors';
import { changedClusters } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  FileChange,
  GitCallOptions,
  GitOpsRepositoryClient,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { fingerprint } from '../workspace/workspaceFiles';
import type { Delivery } from './delivery';
import type { Push } from './planPush';

/** The branch as it is, and what a push would change in it. */
export interface Head {
  readonly commit: string;
  /** The repository has nothing of the service. */
  readonly isNew: boolean;
  /** Paths are from the top of the repository. */
  readonly changes: readonly FileChange[];
  /** Clusters that get something else by these changes. */
  readonly changedClusters: readonly string[];
}

/**
 * Compares a push with the branch's head.
 *
 * @throws ConflictError naming a file that others changed since it was read.
 */
export async function readHead(options: {
  client: GitOpsRepositoryClient;
  call: GitCallOptions;
  folder: string;
  push: Push;
  basedOn: Readonly<Record<string, string>> | undefined;
  delivery?: Delivery | undefined;
}): Promise<Head> {
  const prefix = `${options.folder}/`;
  const { delivery } = options;
  const { commit, files } = await options.client.readTree({
    ...options.call,
    include: path =>
      path.startsWith(prefix) ||
      (delivery !== undefined && path.startsWith(`${delivery.folder}/`)),
  });
  const changes: FileChange[] = [];
  for (const [name, content] of options.push.files) {
    const path = `${prefix}${name}`;
    const present = files.get(path);
    if (present !== content) {
      if (options.basedOn) {
        requireSame(path, present, options.basedOn[name]);
      }
      changes.push({ path, content, basedOn: { content: present } });
    }
  }
  for (const name of options.push.removed) {
    const path = `${prefix}${name}`;
    const present = files.get(path);
    if (present !== undefined) {
      if (options.basedOn) {
        requireSame(path, present, options.basedOn[name]);
      }
      changes.push({ path, content: undefined, basedOn: { content: present } });
    }
  }
  for (const [path, content] of delivery?.render(files) ?? []) {
    const present = files.get(path);
    if (present !== content) {
      changes.push({ path, content, basedOn: { content: present } });
    }
  }
  const isNew = ![...files.keys()].some(path => path.startsWith(prefix));
  return {
    commit,
    isNew,
    changes,
    changedClusters: effectOf(changes, files, prefix),
  };
}

/** Whom a change is about: who gets something else, or whose files change. */
export function clustersOf(
  push: Pick<Push, 'clusters'>,
  head: Pick<Head, 'changedClusters'>,
): readonly string[] {
  return head.changedClusters.length > 0 ? head.changedClusters : push.clusters;
}

/** Not every change of what clusters share reaches all of them. */
function effectOf(
  changes: readonly FileChange[],
  files: ReadonlyMap<string, string>,
  prefix: string,
): string[] {
  const before = new Map(
    [...files]
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, text]) => [path.slice(prefix.length), text]),
  );
  const after = new Map(before);
  for (const { path, content } of changes) {
    const name = path.startsWith(prefix) ? path.slice(prefix.length) : '';
    if (content === undefined) {
      after.delete(name);
    } else if (name !== '') {
      after.set(name, content);
    }
  }
  return changedClusters(before, after);
}

function requireSame(
  path: string,
  present: string | undefined,
  before: string | undefined,
) {
  const now = present === undefined ? undefined : fingerprint(present);
  if (now !== before) {
    throw new ConflictError(
      `${path} was changed by someone else since this task read it. Nothing was pushed; start the task again to build on their change.`,
    );
  }
}
