import type { GitOpsRepositoryClient } from '@modelfleet/backstage-plugin-model-serving-node';
import type { Delivery } from '../push/delivery';
import {
  removeFromWorkspace,
  writeWorkspace,
} from '../workspace/workspaceFiles';

/**
 * Writes what the delivery tool needs into the workspace, for actions that
 * propose what is there.
 *
 * @returns the paths that were written
 */
export async function writeDelivery(options: {
  workspacePath: string;
  client: GitOpsRepositoryClient;
  delivery: Delivery | undefined;
  signal: AbortSignal | undefined;
}): Promise<string[]> {
  const { workspacePath, client, delivery, signal } = options;
  if (!delivery) {
    return [];
  }
  const { files } = await client.readTree({
    include: path => path.startsWith(`${delivery.folder}/`),
    ...(signal ? { signal } : {}),
  });
  const changes = [...delivery.render(files)];
  const written = new Map(
    changes.flatMap(([path, text]) =>
      text === undefined ? [] : [[path, text] as const],
    ),
  );
  await removeFromWorkspace(
    workspacePath,
    '',
    changes.flatMap(([path, text]) => (text === undefined ? [path] : [])),
  );
  return writeWorkspace(workspacePath, '', written);
}
