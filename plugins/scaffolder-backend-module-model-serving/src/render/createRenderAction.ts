import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  plannedWaves,
  renderInWaves,
  type ServiceFiles,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { rejectStale } from '@modelfleet/backstage-plugin-model-serving-node';
import type { FleetAccess } from '../fleet/FleetAccess';
import type { Repositories } from '../repository/Repositories';
import { readExisting } from '../repository/readExisting';
import { askReplacements } from '../plan/askReplacements';
import { authorizeRequest } from '../request/authorizeRequest';
import { requestFields } from '../request/inputFields';
import {
  fingerprint,
  removeFromWorkspace,
  writeWorkspace,
} from '../workspace/workspaceFiles';
import { forPeople } from '../request/forPeople';
import { deliveryOf } from '../push/delivery';
import { examples } from './render.examples';
import { wavesInWords } from '../waves/wavesInWords';
import { writeDelivery } from './writeDelivery';

/**
 * `model-serving:render`: writes the files of a service into the workspace,
 * over what the repository has of it.
 */
export function createRenderAction(options: {
  fleet: FleetAccess;
  catalog: CatalogService;
  repositories: Repositories;
}) {
  return createTemplateAction({
    id: 'model-serving:render',
    description:
      'Writes the GitOps files of an inference service into the workspace: its base, one overlay for each cluster, and its catalog entity. What others wrote in its folder is kept.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ...requestFields,
        startedFrom: z =>
          z
            .string({
              description:
                'Fingerprint of the service as the person began to change it; when others changed it since, nothing is written',
            })
            .optional(),
      },
      output: {
        path: z =>
          z.string({
            description: 'Folder of the service, in workspace and repository',
          }),
        paths: z =>
          z.array(z.string(), { description: 'Every file that was written' }),
        changed: z =>
          z.array(z.string(), {
            description: 'Those that are new or different in the repository',
          }),
        removed: z =>
          z.array(z.string(), {
            description:
              'Those that were ours and are no longer wanted; model-serving:git:push and pull request actions delete them',
          }),
        basedOn: z =>
          z.record(z.string(), {
            description:
              'Fingerprints of the files as they were in the repository; model-serving:git:push takes them to notice what others changed since',
          }),
        changedClusters: z =>
          z.array(z.string(), {
            description: 'Clusters that get something else by this change',
          }),
        waves: z =>
          z.array(
            z.object({
              number: z.number(),
              clusters: z.array(z.string()),
              isGone: z.boolean(),
            }),
            { description: 'Empty for a change that goes everywhere at once' },
          ),
        notUnderstood: z =>
          z.array(z.object({ path: z.string(), message: z.string() }), {
            description: 'What others wrote there; it is kept',
          }),
        entityRef: z =>
          z.string({ description: 'Entity reference of the Component' }),
      },
    },
    handler: ctx =>
      forPeople(async () => {
        const authorized = await authorizeRequest({
          ...options,
          caller: ctx,
          input: ctx.input,
        });
        const { plan, request } = authorized;
        const repository = options.repositories.repository(plan.repository.id);
        const client = options.repositories.client(plan.repository.id);
        const existing = await readExisting(client, plan.path, ctx.signal);
        const { replacements } = await askReplacements(authorized, existing, {
          fleet: options.fleet,
          caller: ctx,
        });
        const rendered = renderInWaves({ ...request, replacements }, existing, {
          waves: ctx.input.waves,
          digest: fingerprint,
        });
        rejectStale(ctx.input.startedFrom, existing, rendered);
        const { files, changed, removed, notUnderstood, progress } = rendered;
        const paths = [
          ...(await writeWorkspace(ctx.workspacePath, plan.path, files)),
          ...(await writeDelivery({
            workspacePath: ctx.workspacePath,
            client,
            delivery: deliveryOf(
              repository,
              plan,
              request.placements
                .map(({ cluster }) => cluster)
                .filter(cluster => hasOverlay(files, cluster)),
              [],
            ),
            signal: ctx.signal,
          })),
        ];
        const gone = await removeFromWorkspace(
          ctx.workspacePath,
          plan.path,
          removed,
        );
        for (const line of wavesInWords(progress)) {
          ctx.logger.info(line);
        }
        if (rendered.changedClusters.length > 0) {
          ctx.logger.info(
            `Changes what these clusters get, and no others: ${rendered.changedClusters.join(
              ', ',
            )}`,
          );
        }
        for (const path of gone) {
          ctx.logger.info(`Removes ${path}`);
        }
        for (const path of changed) {
          ctx.logger.info(
            `${existing.has(path) ? 'Changes' : 'Adds'} ${plan.path}/${path}`,
          );
          if (ctx.isDryRun) {
            ctx.logger.info(files.get(path) ?? '');
          }
        }
        if (changed.length + gone.length === 0) {
          ctx.logger.info('The repository has all of this already');
        }
        for (const { path, message } of notUnderstood) {
          ctx.logger.info(`Kept ${plan.path}/${path}: ${message}`);
        }
        ctx.output('path', plan.path);
        ctx.output('paths', paths);
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
        ctx.output('changedClusters', [...rendered.changedClusters]);
        ctx.output('waves', progress ? plannedWaves(progress) : []);
        ctx.output('notUnderstood', [...notUnderstood]);
        ctx.output('entityRef', plan.serviceRef);
      }),
  });
}

/** Clusters whose wave has yet to go have none. */
function hasOverlay(files: ServiceFiles, cluster: string): boolean {
  return [...files.keys()].some(path =>
    path.startsWith(`clusters/${cluster}/`),
  );
}
