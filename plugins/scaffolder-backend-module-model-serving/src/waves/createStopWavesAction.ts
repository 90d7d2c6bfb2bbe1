import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  changedClusters,
  clusterOfFile,
  stopWaves,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetAccess } from '../fleet/FleetAccess';
import type { Repositories } from '../repository/Repositories';
import { readExisting } from '../repository/readExisting';
import { forPeople } from '../request/forPeople';
import { serviceFields } from '../request/inputFields';
import { examples } from './stopWaves.examples';
import { stepOutput } from './stepOutput';
import { writeStep } from './writeStep';

/**
 * `model-serving:waves:stop`: ends a change in waves. Clusters that have gone
 * get back what they had.
 */
export function createStopWavesAction(options: {
  fleet: FleetAccess;
  repositories: Repositories;
}) {
  const { fleet, repositories } = options;
  return createTemplateAction({
    id: 'model-serving:waves:stop',
    description:
      'Ends a change in waves, in the workspace: clusters that have gone get back what they had before, and what waits goes. A new service stays where it is by now.',
    examples,
    supportsDryRun: true,
    schema: { input: serviceFields, output: stepOutput },
    handler: ctx =>
      forPeople(async () => {
        const { input, logger, signal } = ctx;
        const { plan: seen } = await fleet.getEntityWaves(
          `component:default/${input.service}`,
          ctx,
        );
        if (!seen || seen.tenant !== input.tenant) {
          throw new ConflictError(
            `${input.service} of ${input.tenant} has no plan of waves that could be stopped`,
          );
        }
        const namespace = input.namespace ?? seen.namespace;
        const plan = await fleet.planChange(
          {
            repository: input.repository ?? seen.repository,
            ...(namespace ? { namespace } : {}),
            tenant: input.tenant,
            service: input.service,
            clusters: seen.waves
              .slice(0, seen.gone)
              .flatMap(wave => wave.clusters)
              .map(({ cluster }) => cluster),
          },
          ctx,
        );
        const existing = await readExisting(
          repositories.client(plan.repository.id),
          plan.path,
          signal,
        );
        const stopped = stopWaves(existing);
        const clusters = changedClusters(existing, stopped.files);
        const step = await writeStep({
          ...options,
          workspacePath: ctx.workspacePath,
          plan,
          existing,
          files: stopped.files,
          clusters: presentOf(stopped.files, clusters),
          left: stopped.left,
          signal,
        });
        logger.info(
          clusters.length > 0
            ? `These clusters get back what they had: ${clusters.join(', ')}`
            : 'No cluster gets anything else; what waits goes',
        );
        ctx.output('path', plan.path);
        ctx.output('changed', step.changed);
        ctx.output('removed', step.removed);
        ctx.output('basedOn', step.basedOn);
        ctx.output('clusters', clusters);
        ctx.output('directPush', plan.repository.directPush);
        ctx.output('entityRef', plan.serviceRef);
        ctx.output(
          'message',
          [
            `Stop the waves of ${plan.service} of ${plan.tenant}`,
            ...(clusters.length > 0
              ? [`Clusters that get back what they had: ${clusters.join(', ')}`]
              : []),
          ].join('\n\n'),
        );
      }),
  });
}

function presentOf(
  files: ReadonlyMap<string, string>,
  clusters: readonly string[],
): string[] {
  const present = new Set([...files.keys()].map(clusterOfFile));
  return clusters.filter(cluster => present.has(cluster));
}
