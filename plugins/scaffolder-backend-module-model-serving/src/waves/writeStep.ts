import type {
  ChangePlan,
  ServiceFiles,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { Repositories } from '../repository/Repositories';
import { deliveryOf } from '../push/delivery';
import { writeDelivery } from '../render/writeDelivery';
import {
  fingerprint,
  removeFromWorkspace,
  writeWorkspace,
} from '../workspace/workspaceFiles';

/** What a step of a plan leaves in the workspace. */
export interface WrittenStep {
  /** From the top of the repository. */
  readonly changed: string[];
  readonly removed: string[];
  readonly basedOn: Record<string, string>;
}

/** Writes a service as a step of its plan leaves it, for what commits it. */
export async function writeStep(options: {
  readonly workspacePath: string;
  readonly repositories: Repositories;
  readonly plan: ChangePlan;
  readonly existing: ServiceFiles;
  readonly files: ServiceFiles;
  /** That get the service by it. */
  readonly clusters: readonly string[];
  /** That the service leaves. */
  readonly left: readonly string[];
  readonly signal: AbortSignal | undefined;
}): Promise<WrittenStep> {
  const { workspacePath, repositories, plan, existing, files } = options;
  await writeWorkspace(workspacePath, plan.path, files);
  const removed = await removeFromWorkspace(
    workspacePath,
    plan.path,
    [...existing.keys()].filter(path => !files.has(path)),
  );
  await writeDelivery({
    workspacePath,
    client: repositories.client(plan.repository.id),
    delivery: deliveryOf(
      repositories.repository(plan.repository.id),
      plan,
      options.clusters,
      options.left,
    ),
    signal: options.signal,
  });
  return {
    removed,
    changed: [...files.keys()]
      .filter(path => files.get(path) !== existing.get(path))
      .map(path => `${plan.path}/${path}`),
    basedOn: Object.fromEntries(
      [...existing].map(([path, text]) => [path, fingerprint(text)]),
    ),
  };
}
