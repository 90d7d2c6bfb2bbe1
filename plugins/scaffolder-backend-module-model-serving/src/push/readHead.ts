import { ConflictError } from '@backstage/errors';
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
  return { commit, isNew, changes };
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
