import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { forPeople } from '../request/forPeople';
import { examples } from './catalogWait.examples';
import { systemClock, type Clock } from './Clock';

const DEFAULT_SECONDS = 60;
const LONGEST_SECONDS = 600;
const POLL_MS = 1_000;

/**
 * `model-serving:catalog:wait`: ends when the catalog has read a service from
 * its repository, so that a link to it leads somewhere; or when the time is
 * up, which is no failure, since the commit stays.
 */
export function createCatalogWaitAction(options: {
  catalog: CatalogService;
  clock?: Clock;
}) {
  const { catalog, clock = systemClock } = options;
  return createTemplateAction({
    id: 'model-serving:catalog:wait',
    description:
      'Waits until the catalog has read an inference service from its repository, so that a link to it leads somewhere. For use after a direct push.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z.string({ description: 'Entity reference of the Component' }),
        timeoutSeconds: z =>
          z
            .number({
              description: `How long to wait at most, up to ${LONGEST_SECONDS}; default ${DEFAULT_SECONDS}`,
            })
            .positive()
            .max(LONGEST_SECONDS)
            .optional(),
      },
      output: {
        found: z =>
          z.boolean({ description: 'Whether the catalog has it now' }),
      },
    },
    handler: ctx =>
      forPeople(async () => {
        const { entityRef, timeoutSeconds = DEFAULT_SECONDS } = ctx.input;
        if (ctx.isDryRun) {
          ctx.logger.info(`Dry run: would wait for ${entityRef}`);
          ctx.output('found', false);
          return;
        }
        const end = clock.now() + timeoutSeconds * 1_000;
        for (;;) {
          const credentials = await ctx.getInitiatorCredentials();
          if (await catalog.getEntityByRef(entityRef, { credentials })) {
            ctx.logger.info(`${entityRef} is in the catalog`);
            ctx.output('found', true);
            return;
          }
          if (clock.now() + POLL_MS > end) {
            ctx.logger.warn(
              `${entityRef} is not in the catalog after ${timeoutSeconds} seconds. The commit is in Git; the catalog reads it at its next round.`,
            );
            ctx.output('found', false);
            return;
          }
          await clock.sleep(POLL_MS, ctx.signal);
        }
      }),
  });
}
