import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../observe';
import type { FleetStore } from './FleetStore';
import type { KeepSettings } from './settings';
import { Trouble } from './Trouble';
import { within } from './within';

interface Options {
  readonly store: FleetStore;
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly settings: KeepSettings;
}

/**
 * Removes what nobody needs any more. Every replica may: it is the same
 * whoever does it, and how often.
 */
export async function cleanUp(
  { store, clock, logger, settings }: Options,
  signal: AbortSignal,
): Promise<void> {
  const trouble = Trouble.create(
    logger,
    'What is not needed any more stays in the database',
  );
  const round = async (upTo: Sequences) => {
    const before = clock.now().getTime() - settings.keepMs;
    const sequences = await store.sequences();
    await store.clean(upTo, before);
    return sequences;
  };
  // Every follower has read in the meantime what was there a round ago.
  let aRoundAgo: Sequences = new Map();
  while (!signal.aborted) {
    await clock.sleep(settings.cleanMs, signal).catch(() => undefined);
    if (signal.aborted) {
      return;
    }
    try {
      const cleaning = round.bind(undefined, aRoundAgo);
      aRoundAgo = await within(
        clock,
        settings.timeoutMs,
        'Cleaning up',
        cleaning,
      );
      trouble.ends();
    } catch (error) {
      trouble.begins(error);
    }
  }
}

type Sequences = ReadonlyMap<string, number>;
