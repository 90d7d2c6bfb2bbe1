import { ConflictError, isError } from '@backstage/errors';
import { clusterOfFile } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  CommitResult,
  FileChange,
  GitCallOptions,
  GitOpsRepositoryClient,
  GitPerson,
} from '@modelfleet/backstage-plugin-model-serving-node';
import type { Head } from '../push/readHead';
import type {
  PullRequest,
  PullRequestHost,
  PullRequestWords,
} from './PullRequestHost';

/** A change that somebody shall review. */
export interface Proposal {
  readonly client: GitOpsRepositoryClient;
  readonly host: PullRequestHost;
  readonly call: GitCallOptions;
  /** The configured branch, as it is, and what changes in it. */
  readonly head: Head;
  readonly branch: string;
  readonly target: string;
  /** Folder of the service in the repository. */
  readonly folder: string;
  /** Clusters that the change is about. */
  readonly clusters: readonly string[];
  readonly message: string;
  readonly author: GitPerson;
  readonly words: PullRequestWords;
}

/** A pull request, and the commit at its end. */
export interface Proposed extends PullRequest {
  readonly commit: string;
  /** It was there before, and has this change now. */
  readonly isUpdate: boolean;
}

/**
 * Pushes a change to its branch and has one pull request for it, whatever was
 * there before: a run that was cut short is taken up, a second one updates.
 */
export async function proposeChange(proposal: Proposal): Promise<Proposed> {
  const { host, branch, target, words, call } = proposal;
  const branches = { from: branch, to: target };
  const before = await host.find(branches, call.signal);
  const { commit } = before
    ? await addToBranch(proposal, before)
    : await beginBranch(proposal);
  if (before) {
    await host.update(before, words, call.signal);
    return { ...before, commit, isUpdate: true };
  }
  try {
    const opened = await host.open(branches, words, call.signal);
    return { ...opened, commit, isUpdate: false };
  } catch (error) {
    // Another run was quicker, or this one's answer was lost before.
    const found = isConflict(error)
      ? await host.find(branches, call.signal)
      : undefined;
    if (!found) {
      throw error;
    }
    await host.update(found, words, call.signal);
    return { ...found, commit, isUpdate: true };
  }
}

/** A branch without a pull request is left over and begins anew. */
async function beginBranch(proposal: Proposal): Promise<CommitResult> {
  const { client, branch, host, target, call } = proposal;
  const change = {
    ...call,
    branch,
    files: proposal.head.changes,
    message: proposal.message,
    author: proposal.author,
  };
  try {
    return await client.startBranch(change);
  } catch (error) {
    const opened = isConflict(error)
      ? await host.find({ from: branch, to: target }, call.signal)
      : undefined;
    if (opened) {
      return addToBranch(proposal, opened);
    }
    // With `replace` a conflict is one of content, and is thrown again.
    return isConflict(error)
      ? client.startBranch({ ...change, replace: true })
      : Promise.reject(error);
  }
}

/** Makes the folder in the branch what this change makes of it. */
async function addToBranch(
  proposal: Proposal,
  request: PullRequest,
): Promise<CommitResult> {
  const { client, branch, folder, head, call } = proposal;
  const prefix = `${folder}/`;
  // Flux is told of a service outside of its folder.
  const changed = new Set(head.changes.map(({ path }) => path));
  const include = (path: string) =>
    path.startsWith(prefix) || changed.has(path);
  const target = await client.readTree({ ...call, include });
  const proposed = await client.onBranch(branch).readTree({ ...call, include });
  const wanted = new Map<string, string | undefined>(target.files);
  for (const { path, content } of head.changes) {
    wanted.set(path, content);
  }
  const files: FileChange[] = [];
  for (const path of new Set([...wanted.keys(), ...proposed.files.keys()])) {
    const present = proposed.files.get(path);
    const content = wanted.get(path);
    if (present !== content) {
      requireNoOtherCluster(proposal, request, path, {
        isProposed: present !== target.files.get(path),
      });
      files.push({ path, content, basedOn: { content: present } });
    }
  }
  return files.length === 0
    ? { commit: proposed.commit, pushed: false }
    : client.onBranch(branch).commitAndPush({
        ...call,
        files,
        message: proposal.message,
        author: proposal.author,
      });
}

/** What the open pull request says of other clusters must not get lost. */
function requireNoOtherCluster(
  { folder, clusters }: Proposal,
  request: PullRequest,
  path: string,
  { isProposed }: { isProposed: boolean },
): void {
  const below = path.startsWith(`${folder}/`)
    ? path.slice(folder.length + 1)
    : '';
  const cluster = clusterOfFile(below);
  if (isProposed && cluster !== undefined && !clusters.includes(cluster)) {
    throw new ConflictError(
      `The open pull request ${request.url} changes the service in ${cluster} too, which you did not choose. Merge or close it first, or choose ${cluster} as well.`,
    );
  }
}

function isConflict(error: unknown): boolean {
  return isError(error) && error.name === 'ConflictError';
}
