import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { removeFromService } from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetAccess } from '../fleet/FleetAccess';
import { deliveryOf } from '../push/delivery';
import { writeDelivery } from '../render/writeDelivery';
import type { Repositories } from '../repository/Repositories';
import { readExisting } from '../repository/readExisting';
import { forPeople } from '../request/forPeople';
import { serviceFields } from '../request/inputFields';
import {
  fingerprint,
  removeFromWorkspace,
  writeWorkspace,
} from '../workspace/workspaceFiles';
import { examples } from './remove.examples';

/**
 * `model-serving:remove`: takes a service out of clusters, or away altogether,
 * in the workspace. What goes is named and never guessed.
 */
export function createRemoveAction(options: {
  fleet: FleetAccess;
  repositories: Repositories;
}) {
  return createTemplateAction({
    id: 'model-serving:remove',
    description:
      'Takes an inference service out of the clusters that are named. With its last cluster the whole service goes. Nothing is committed: push or propose what this step leaves.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ...serviceFields,
        clusters: z =>
          z
            .array(z.string(), {
              description:
                'Clusters that the service leaves; all that it has take it away',
            })
            .min(1),
      },
      output: {
        path: z =>
          z.string({
            description: 'Folder of the service, in workspace and repository',
          }),
        changed: z => z.array(z.string()),
        removed: z =>
          z.array(z.string(), {
            description:
              'Files that go; model-serving:git:push and pull request actions delete them',
          }),
        basedOn: z => z.record(z.string()),
        isGone: z =>
          z.boolean({ description: 'Whether nothing of the service stays' }),
        directPush: z =>
          z.boolean({
            description:
              'Whether the repository takes the commit, or wants a pull request',
          }),
        entityRef: z => z.string(),
      },
    },
    handler: ctx =>
      forPeople(async () => {
        const { input } = ctx;
        const plan = await options.fleet.planChange(
          {
            ...(input.repository ? { repository: input.repository } : {}),
            tenant: input.tenant,
            service: input.service,
            ...(input.namespace ? { namespace: input.namespace } : {}),
            clusters: input.clusters,
          },
          ctx,
        );
        const client = options.repositories.client(plan.repository.id);
        const existing = await readExisting(client, plan.path, ctx.signal);
        const { files, changed, removed, remaining } = removeFromService(
          { service: plan.service, clusters: input.clusters },
          existing,
        );
        await writeWorkspace(ctx.workspacePath, plan.path, files);
        const gone = await removeFromWorkspace(
          ctx.workspacePath,
          plan.path,
          removed,
        );
        await writeDelivery({
          workspacePath: ctx.workspacePath,
          client,
          delivery: deliveryOf(
            options.repositories.repository(plan.repository.id),
            plan,
            [],
            input.clusters,
          ),
          signal: ctx.signal,
        });
        for (const path of gone) {
          ctx.logger.info(`Removes ${path}`);
        }
        ctx.logger.info(
          remaining.length > 0
            ? `${plan.service} stays in ${remaining.join(', ')}`
            : `Nothing of ${plan.service} stays; what it served stops answering when this is merged`,
        );
        ctx.output('path', plan.path);
        ctx.output(
          'changed',
          changed.map(path => `${plan.path}/${path}`),
        );
        ctx.output('removed', gone);
        ctx.output(
          'basedOn',
          Object.fromEntries(
            [...existing].map(([path, text]) => [path, fingerprint(text)]),
          ),
        );
        ctx.output('isGone', remaining.length === 0);
        ctx.output('directPush', plan.repository.directPush);
        ctx.output('entityRef', plan.serviceRef);
      }),
  });
}
