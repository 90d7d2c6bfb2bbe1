import { isError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { Caller } from '../fleet/Caller';
import type { FleetAccess } from '../fleet/FleetAccess';
import { systemClock, type Clock } from './Clock';
import { readProgress, type ClusterProgress } from './readProgress';
import { forPeople } from '../request/forPeople';
import { examples } from './rolloutWait.examples';

const LONGEST_MINUTES = 15;
const POLL_MS = 3_000;

type RolloutSource = Pick<FleetAccess, 'getEntityRollouts'>;

/**
 * `model-serving:rollout:wait`: follows a rollout in the task's log until it
 * serves, or until the time is up; then the step ends with what holds it up.
 */
export function createRolloutWaitAction(options: {
  fleet: RolloutSource;
  clock?: Clock;
}) {
  const { fleet, clock = systemClock } = options;
  return createTemplateAction({
    id: 'model-serving:rollout:wait',
    description:
      'Follows the rollout of an inference service, cluster by cluster, and ends when it serves everywhere or when the time is up, with the reason. For use after a direct push; behind a pull request it would only hold up the scaffolder.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z.string({ description: 'Entity reference of the Component' }),
        clusters: z =>
          z
            .array(z.string(), {
              description: 'Clusters to wait for; default: every wanted one',
            })
            .optional(),
        timeoutMinutes: z =>
          z
            .number({
              description: `How long to wait at most, up to ${LONGEST_MINUTES}; default 10`,
            })
            .positive()
            .max(LONGEST_MINUTES)
            .optional(),
      },
      output: {
        healthy: z =>
          z.boolean({ description: 'Whether it serves in every cluster' }),
        clusters: z =>
          z.array(
            z.object({
              cluster: z.string(),
              verdict: z.string(),
              message: z.string(),
            }),
            { description: 'The last word of each cluster' },
          ),
      },
    },
    handler: ctx =>
      forPeople(async () => {
        const { entityRef, clusters, timeoutMinutes = 10 } = ctx.input;
        if (ctx.isDryRun) {
          ctx.logger.info(`Dry run: would wait for ${entityRef}`);
          ctx.output('healthy', false);
          ctx.output('clusters', []);
          return;
        }
        const end = clock.now() + timeoutMinutes * 60_000;
        const said = new Map<string, string>();
        let progress: ClusterProgress[] = [];
        for (;;) {
          progress = (await poll(fleet, entityRef, clusters, ctx)) ?? progress;
          for (const { cluster, verdict, message } of progress) {
            const words = `${cluster}: ${verdict}, ${message}`;
            if (said.get(cluster) !== words) {
              said.set(cluster, words);
              ctx.logger.info(words);
            }
          }
          const serves =
            progress.length > 0 &&
            progress.every(({ verdict }) => verdict === 'healthy');
          if (serves || clock.now() + POLL_MS > end) {
            ctx.output('healthy', serves);
            ctx.output('clusters', progress);
            if (!serves) {
              ctx.logger.warn(explain(entityRef, timeoutMinutes, progress));
            }
            return;
          }
          await clock.sleep(POLL_MS, ctx.signal);
        }
      }),
  });
}

/**
 * The catalog reads a new service some seconds after the push, and the
 * backend may restart: neither ends the wait.
 */
async function poll(
  fleet: RolloutSource,
  entityRef: string,
  clusters: readonly string[] | undefined,
  caller: Caller,
): Promise<ClusterProgress[] | undefined> {
  try {
    return readProgress(
      await fleet.getEntityRollouts(entityRef, caller),
      clusters,
    );
  } catch (error) {
    const passing = ['NotFoundError', 'ServiceUnavailableError'];
    if (isError(error) && passing.includes(error.name)) {
      return undefined;
    }
    throw error;
  }
}

function explain(
  entityRef: string,
  minutes: number,
  progress: readonly ClusterProgress[],
): string {
  const waiting = progress
    .filter(({ verdict }) => verdict !== 'healthy')
    .map(({ cluster, message }) => `${cluster}: ${message}`);
  return waiting.length > 0
    ? `Not serving everywhere after ${minutes} minutes. ${waiting.join(
        '; ',
      )}. The rollout goes on; follow it on the page of ${entityRef}.`
    : `${entityRef} is not in the catalog after ${minutes} minutes. The commit is in Git; the catalog reads it at its next round.`;
}
