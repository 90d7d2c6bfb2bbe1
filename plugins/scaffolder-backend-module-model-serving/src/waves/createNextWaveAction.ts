import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  changedClusters,
  nextWave,
  readWaves,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetAccess } from '../fleet/FleetAccess';
import type { Repositories } from '../repository/Repositories';
import { readExisting } from '../repository/readExisting';
import { forPeople } from '../request/forPeople';
import { serviceFields } from '../request/inputFields';
import { systemClock, type Clock } from '../wait/Clock';
import { fingerprint } from '../workspace/workspaceFiles';
import { askGate } from './askGate';
import { examples } from './nextWave.examples';
import { stepOutput } from './stepOutput';
import { writeStep } from './writeStep';

const LONGEST_MINUTES = 15;

/**
 * `model-serving:waves:next`: writes the files of the next wave into the
 * workspace, when every cluster that has gone is healthy.
 */
export function createNextWaveAction(options: {
  fleet: FleetAccess;
  repositories: Repositories;
  clock?: Clock;
}) {
  const { fleet, repositories, clock = systemClock } = options;
  return createTemplateAction({
    id: 'model-serving:waves:next',
    description:
      'Lets the next wave of a change go: writes its files into the workspace when every cluster that has gone is healthy with what its wave brought, and refuses with the reason when not. Run again for a wave that has gone, it changes nothing.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ...serviceFields,
        wave: z =>
          z
            .number({
              description:
                'Which wave shall go, from 2. It is named, so that running a task twice never lets two go.',
            })
            .int()
            .min(2),
        waitMinutes: z =>
          z
            .number({
              description: `How long to wait for the clusters that have gone, up to ${LONGEST_MINUTES}; default: not at all`,
            })
            .min(0)
            .max(LONGEST_MINUTES)
            .optional(),
        override: z =>
          z
            .string({
              description:
                'Why the wave goes although clusters that have gone are not healthy. It is kept in the commit.',
            })
            .optional(),
      },
      output: {
        ...stepOutput,
        wave: z => z.number(),
        isLast: z => z.boolean({ description: 'No wave follows' }),
      },
    },
    handler: ctx =>
      forPeople(async () => {
        const { input, logger, signal } = ctx;
        const { wave } = input;
        const override = reasonOf(input.override);
        const entityRef = `component:default/${input.service}`;
        const gate = await askGate({
          fleet,
          caller: ctx,
          clock,
          logger,
          entityRef,
          tenant: input.tenant,
          wave,
          waitMinutes: ctx.isDryRun ? 0 : input.waitMinutes ?? 0,
          override,
        });
        const wanted = gate.plan.waves[wave - 1]?.clusters ?? [];
        const plan = await fleet.planChange(
          {
            repository: input.repository ?? gate.plan.repository,
            tenant: input.tenant,
            service: input.service,
            ...namespaceOf(input.namespace ?? gate.plan.namespace),
            clusters: wanted.map(({ cluster }) => cluster),
          },
          ctx,
        );
        const existing = await readExisting(
          repositories.client(plan.repository.id),
          plan.path,
          signal,
        );
        const progress = readWaves(existing);
        if (!progress || progress.gone < wave - 1) {
          throw new ConflictError(
            `The plan of ${plan.service} was changed by someone else meanwhile. Look at its page and start again.`,
          );
        }
        const isThere = progress.gone >= wave;
        const files = isThere ? existing : nextWave(existing, fingerprint);
        const clusters = changedClusters(existing, files);
        const step = await writeStep({
          ...options,
          workspacePath: ctx.workspacePath,
          plan,
          existing,
          files,
          clusters: plan.clusters.map(({ name }) => name),
          left: [],
          signal,
        });
        const total = progress.plan.waves.length;
        logger.info(
          isThere
            ? `Wave ${wave} of ${total} has gone already; nothing is changed`
            : `Wave ${wave} of ${total} changes what these clusters get, and no others: ${clusters.join(
                ', ',
              )}`,
        );
        ctx.output('path', plan.path);
        ctx.output('changed', step.changed);
        ctx.output('removed', step.removed);
        ctx.output('basedOn', step.basedOn);
        ctx.output('clusters', clusters);
        ctx.output('directPush', plan.repository.directPush);
        ctx.output('entityRef', plan.serviceRef);
        ctx.output('wave', wave);
        ctx.output('isLast', wave === total);
        ctx.output(
          'message',
          [
            `Change ${plan.service} of ${plan.tenant}, wave ${wave} of ${total}`,
            `Clusters: ${clusters.join(', ')}`,
            ...(gate.status === 'overridden' && override !== undefined
              ? [`Not held up by: ${gate.plan.message}\nBecause: ${override}`]
              : []),
          ].join('\n\n'),
        );
      }),
  });
}

/** One line: it stands in a commit, beside trailers. */
function reasonOf(text: string | undefined): string | undefined {
  const reason = (text ?? '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 500);
  return reason === '' ? undefined : reason;
}

function namespaceOf(namespace: string | undefined) {
  return namespace === undefined ? {} : { namespace };
}
