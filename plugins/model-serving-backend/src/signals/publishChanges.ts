import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Clock } from '../observe';
import type { FleetReader } from '../state';

const CHANNEL = 'model-serving:fleet';
const INTERVAL_MS = 1_000;

interface Options {
  readonly signals: SignalsService;
  readonly reader: FleetReader;
  readonly clock: Clock;
  readonly logger: LoggerService;
  /** Called just before browsers are told. */
  onTell?(at: Date): void;
}

/**
 * Tells browsers that the fleet changed, at most once a second, and always
 * after the last change. The message is a version and nothing else: what
 * changed is for the API to say, to those who may know.
 */
export async function publishChanges(
  options: Options,
  signal: AbortSignal,
): Promise<void> {
  let wake = () => {};
  let changed = false;
  const nextChange = () =>
    new Promise<void>(resolve => {
      wake = resolve;
    });
  const unsubscribe = options.reader.subscribe(() => {
    changed = true;
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      if (!changed) {
        await nextChange();
        continue;
      }
      changed = false;
      await publish(options);
      await options.clock.sleep(INTERVAL_MS, signal);
    }
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    unsubscribe();
  }
}

async function publish(options: Options): Promise<void> {
  const { signals, reader, clock, logger } = options;
  try {
    options.onTell?.(clock.now());
    await signals.publish({
      recipients: { type: 'broadcast' },
      channel: CHANNEL,
      message: { version: reader.snapshot().version },
    });
  } catch (error) {
    // Browsers also ask by themselves; the next change tells them.
    logger.debug(
      `A signal was not sent: ${isError(error) ? error.message : error}`,
    );
  }
}
