import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  afterAllWaves,
  type ClusterValidation,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetAccess } from '../fleet/FleetAccess';
import { planPush } from '../push/planPush';
import { forPeople } from '../request/forPeople';
import { serviceFields } from '../request/inputFields';
import { fingerprint, readWorkspace } from '../workspace/workspaceFiles';
import { describeProblem, describeStatus } from './inWords';
import { validateInBatches } from './validateInBatches';
import { examples } from './validate.examples';

/**
 * `model-serving:validate`: checks what was rendered against what the target
 * clusters serve, before anybody reviews it.
 */
export function createValidateAction(options: { fleet: FleetAccess }) {
  return createTemplateAction({
    id: 'model-serving:validate',
    description:
      'Checks the files of an inference service in the workspace, overlays resolved, against the OpenAPI v3 schemas that the target clusters themselves serve, and against the quotas of the namespace. Fails with every error that it finds. Changes nothing.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ...serviceFields,
        sourcePath: z =>
          z.string({
            description:
              'Folder of the service in the workspace: the output path of model-serving:render',
          }),
        basedOn: z =>
          z
            .record(z.string(), {
              description:
                'Output basedOn of model-serving:render. With it, only the clusters that change are checked.',
            })
            .optional(),
      },
      output: {
        valid: z =>
          z.boolean({
            description: 'No error was found in what could be checked',
          }),
        complete: z =>
          z.boolean({
            description:
              'Every object was held against a schema of its cluster; else the log says what was not and why',
          }),
        clusters: z =>
          z.array(
            z.object({
              cluster: z.string(),
              status: z.enum(['checked', 'ownSchemas', 'partly', 'notChecked']),
              schemasAt: z.string().optional(),
              warnings: z.number(),
            }),
          ),
      },
    },
    handler: ctx =>
      forPeople(async () => {
        const { input, logger } = ctx;
        const workspace = await readWorkspace(
          ctx.workspacePath,
          input.sourcePath,
        );
        const { clusters } = planPush(workspace, input.basedOn);
        const found = await validateInBatches({
          fleet: options.fleet,
          caller: ctx,
          where: {
            tenant: input.tenant,
            service: input.service,
            ...(input.repository ? { repository: input.repository } : {}),
            ...(input.namespace ? { namespace: input.namespace } : {}),
          },
          // What waits for a later wave is checked as well.
          files: afterAllWaves(workspace, fingerprint),
          clusters,
        });
        const errors = new Set<string>();
        for (const validation of found) {
          logger.info(describeStatus(validation));
          for (const note of validation.notes) {
            logger.warn(`${validation.cluster.title}: ${note}`);
          }
          for (const problem of validation.problems) {
            const words = describeProblem(problem);
            logger.warn(
              `${validation.cluster.title}: ${
                problem.severity === 'error' ? 'Error' : 'Warning'
              }: ${words}`,
            );
            if (problem.severity === 'error') {
              errors.add(words);
            }
          }
        }
        ctx.output('valid', errors.size === 0);
        ctx.output(
          'complete',
          found.every(({ status }) => status === 'checked'),
        );
        ctx.output('clusters', found.map(outputOf));
        if (errors.size > 0) {
          throw new InputError(
            `The clusters would not take this. Nothing was written. ${[
              ...errors,
            ].join(' ')}`,
          );
        }
      }),
  });
}

function outputOf({ cluster, status, schemasAt, problems }: ClusterValidation) {
  return {
    cluster: cluster.name,
    status,
    ...(schemasAt ? { schemasAt } : {}),
    warnings: problems.filter(({ severity }) => severity === 'warning').length,
  };
}
