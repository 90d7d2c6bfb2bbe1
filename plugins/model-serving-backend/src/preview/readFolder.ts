import type { GitOpsRepositoryClient } from '@modelfleet/backstage-plugin-model-serving-node';

/** The files of one folder, by their path below it, at one commit. */
export async function readFolder(
  client: GitOpsRepositoryClient,
  folder: string,
  signal: AbortSignal,
): Promise<{
  readonly commit: string;
  readonly files: ReadonlyMap<string, string>;
}> {
  const prefix = `${folder}/`;
  const { commit, files } = await client.readTree({
    include: path => path.startsWith(prefix),
    signal,
  });
  return {
    commit,
    files: new Map(
      [...files].map(([path, text]) => [path.slice(prefix.length), text]),
    ),
  };
}
