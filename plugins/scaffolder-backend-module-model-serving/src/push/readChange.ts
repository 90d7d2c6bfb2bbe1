import type { Caller } from '../fleet/Caller';
import type { FleetAccess } from '../fleet/FleetAccess';
import { readWorkspace } from '../workspace/workspaceFiles';
import { belowFolder } from './belowFolder';
import { planPush } from './planPush';

interface ChangeContext extends Caller {
  readonly workspacePath: string;
  readonly input: {
    readonly service: string;
    readonly tenant: string;
    readonly repository?: string | undefined;
    readonly namespace?: string | undefined;
    readonly sourcePath: string;
    readonly basedOn?: Record<string, string> | undefined;
    readonly removed?: string[] | undefined;
  };
}

/**
 * What earlier steps left in the workspace for Git, and what the platform says
 * of it to the person who started the task.
 */
export async function readChange(
  ctx: ChangeContext,
  fleet: Pick<FleetAccess, 'planChange'>,
) {
  const { input } = ctx;
  const removed = belowFolder(input.sourcePath, input.removed ?? []);
  const workspace = await readWorkspace(ctx.workspacePath, input.sourcePath, {
    mayBeAbsent: removed.length > 0,
  });
  const push = planPush(workspace, input.basedOn, removed);
  const plan = await fleet.planChange(
    {
      ...(input.repository ? { repository: input.repository } : {}),
      tenant: input.tenant,
      service: input.service,
      ...(input.namespace ? { namespace: input.namespace } : {}),
      clusters: [...push.clusters],
    },
    ctx,
  );
  return { push, plan };
}
