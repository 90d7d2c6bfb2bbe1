import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  assessFit,
  renderService,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetAccess } from '../fleet/FleetAccess';
import {
  authorizeRequest,
  type AuthorizedRequest,
} from '../request/authorizeRequest';
import { requestFields } from '../request/inputFields';
import { forPeople } from '../request/forPeople';
import { examples } from './plan.examples';

/**
 * `model-serving:plan`: checks a request against configuration, permissions,
 * the catalog and the clusters, before anything is written.
 */
export function createPlanAction(options: {
  fleet: FleetAccess;
  catalog: CatalogService;
}) {
  return createTemplateAction({
    id: 'model-serving:plan',
    description:
      'Checks that an inference service may be deployed as asked for, and says in which clusters it finds its GPUs. Changes nothing.',
    examples,
    supportsDryRun: true,
    schema: {
      input: requestFields,
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
            description: 'Whether every cluster has the GPUs free now',
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
        // Rendered for its checks alone: what cannot be written fails here.
        renderService(authorized.request);
        const placements = assess(authorized);
        const { plan, model } = authorized;
        ctx.logger.info(
          `${plan.service}: ${model.title}, variant ${model.artifact.name}, for ${plan.owner} in namespace ${plan.namespace}`,
        );
        for (const { fit, message } of placements) {
          if (fit === 'fits' || fit === 'likely') {
            ctx.logger.info(message);
          } else {
            ctx.logger.warn(message);
          }
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
          placements,
        });
        ctx.output('entityRef', plan.serviceRef);
        ctx.output(
          'fits',
          placements.every(({ fit }) => fit === 'fits'),
        );
      }),
  });
}

function assess({ plan, request }: AuthorizedRequest) {
  return request.placements.map(placement => {
    const { cluster } = placement;
    const summary = plan.clusters.find(({ name }) => name === cluster);
    return summary
      ? {
          cluster,
          fit: assessFit(summary, placement).fit,
          message: assessFit(summary, placement).message,
        }
      : {
          cluster,
          fit: 'unknown' as const,
          message: `${cluster} is not observed, so whether the GPUs fit is unknown`,
        };
  });
}
