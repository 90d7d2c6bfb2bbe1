import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  afterAllWaves,
  renderInWaves,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetAccess } from '../fleet/FleetAccess';
import type { Repositories } from '../repository/Repositories';
import { readExisting } from '../repository/readExisting';
import { authorizeRequest } from '../request/authorizeRequest';
import { requestFields } from '../request/inputFields';
import { forPeople } from '../request/forPeople';
import { wavesInWords } from '../waves/wavesInWords';
import { fingerprint } from '../workspace/workspaceFiles';
import { assessPlacements } from './assessPlacements';
import { askReplacements } from './askReplacements';
import { examples } from './plan.examples';
import { rejectUnfit } from './rejectUnfit';

/**
 * `model-serving:plan`: checks a request against configuration, permissions,
 * the catalog and the clusters, before anything is written.
 */
export function createPlanAction(options: {
  fleet: FleetAccess;
  catalog: CatalogService;
  repositories: Repositories;
}) {
  return createTemplateAction({
    id: 'model-serving:plan',
    description:
      'Checks that an inference service may be deployed as asked for, whether the model fits into the GPUs of each cluster, and whether they are free. Changes nothing.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ...requestFields,
        allowUnfit: z =>
          z
            .boolean({
              description:
                'Go on where the model is known not to fit into its GPUs; default: refuse',
            })
            .optional(),
      },
      output: {
        plan: z =>
          z.object(
            {
              service: z.string(),
              entityRef: z.string(),
              tenant: z.string(),
              owner: z.string(),
              namespace: z.string(),
              model: z.string(),
              variant: z.string(),
              repository: z.string(),
              repositoryUrl: z.string(),
              branch: z.string(),
              directPush: z.boolean(),
              path: z.string(),
              placements: z.array(
                z.object({
                  cluster: z.string(),
                  fit: z.enum(['fits', 'likely', 'waits', 'never', 'unknown']),
                  model: z.enum(['fits', 'does-not-fit', 'unknown']),
                  contextLength: z.number().optional(),
                  message: z.string(),
                }),
              ),
            },
            { description: 'What would be written where, and what fits' },
          ),
        entityRef: z =>
          z.string({ description: 'Entity reference of the Component' }),
        fits: z =>
          z.boolean({
            description:
              'Whether the model fits everywhere and every cluster has the GPUs free now',
          }),
      },
    },
    handler: ctx =>
      forPeople(async () => {
        const authorized = await authorizeRequest({
          ...options,
          caller: ctx,
          input: ctx.input,
        });
        const { plan, model, request } = authorized;
        // Rendered for its checks, and to judge what will be in the files.
        const existing = await readExisting(
          options.repositories.client(plan.repository.id),
          plan.path,
          ctx.signal,
        );
        const { replacements, linesOf } = await askReplacements(
          authorized,
          existing,
          { fleet: options.fleet, caller: ctx },
        );
        const rendered = renderInWaves({ ...request, replacements }, existing, {
          waves: ctx.input.waves,
          digest: fingerprint,
        });
        const files = afterAllWaves(rendered.files, fingerprint);
        const placements = assessPlacements(authorized, files);
        ctx.logger.info(
          `${plan.service}: ${model.title}, variant ${model.artifact.name}, for ${plan.owner} in namespace ${plan.namespace}`,
        );
        if (ctx.input.contextLength && !model.takesContextLength) {
          ctx.logger.info(
            `The context length is left out: ${model.title} does not generate text`,
          );
        }
        for (const { log, fit, message } of placements) {
          if (fit === 'fits' || fit === 'likely') {
            ctx.logger.info(message);
          } else {
            ctx.logger.warn(message);
          }
          for (const line of log) {
            ctx.logger.info(line);
          }
        }
        rejectUnfit(placements, {
          title: model.title,
          allowUnfit: ctx.input.allowUnfit === true,
          logger: ctx.logger,
        });
        for (const line of linesOf(files)) {
          ctx.logger.info(line);
        }
        for (const line of wavesInWords(rendered.progress)) {
          ctx.logger.info(line);
        }
        ctx.logger.info(
          `Goes to ${plan.path} in ${plan.repository.url}, branch ${plan.repository.branch}`,
        );
        ctx.output('plan', {
          service: plan.service,
          entityRef: plan.serviceRef,
          tenant: plan.tenant,
          owner: plan.owner,
          namespace: plan.namespace,
          model: model.entityRef,
          variant: model.artifact.name,
          repository: plan.repository.id,
          repositoryUrl: plan.repository.url,
          branch: plan.repository.branch,
          directPush: plan.repository.directPush,
          path: plan.path,
          placements: placements.map(
            ({ cluster, fit, model: own, contextLength, message }) => ({
              cluster,
              fit,
              model: own?.verdict ?? 'unknown',
              ...(contextLength === undefined ? {} : { contextLength }),
              message,
            }),
          ),
        });
        ctx.output('entityRef', plan.serviceRef);
        ctx.output(
          'fits',
          placements.every(({ fit }) => fit === 'fits'),
        );
      }),
  });
}
