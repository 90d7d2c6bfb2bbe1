import type { ServiceFiles } from '@modelfleet/backstage-plugin-model-serving-common';
import type { GitOpsRepositoryClient } from '@modelfleet/backstage-plugin-model-serving-node';

/** The files of a service as they are in the repository, below its folder. */
export async function readExisting(
  client: GitOpsRepositoryClient,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<ServiceFiles> {
  const prefix = `${folder}/`;
  const { files } = await client.readTree({
    include: path => path.startsWith(prefix),
    ...(signal ? { signal } : {}),
  });
  return new Map(
    [...files].map(([path, text]) => [path.slice(prefix.length), text]),
  );
}
