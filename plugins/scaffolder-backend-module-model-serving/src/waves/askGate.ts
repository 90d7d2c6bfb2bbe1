import { ConflictError, InputError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { WavePlanView } from '@modelfleet/backstage-plugin-model-serving-common';
import type { Caller } from '../fleet/Caller';
import type { FleetAccess } from '../fleet/FleetAccess';
import type { Clock } from '../wait/Clock';

const POLL_MS = 3_000;

/** What is known of the plan when the gate lets a wave through. */
export type Gate =
  | { readonly status: 'open'; readonly plan: WavePlanView }
  /** The wave has gone before. */
  | { readonly status: 'gone'; readonly plan: WavePlanView }
  /** A person lets it go in spite of what holds it up. */
  | { readonly status: 'overridden'; readonly plan: WavePlanView };

interface Question {
  readonly fleet: Pick<FleetAccess, 'getEntityWaves'>;
  readonly caller: Caller;
  readonly clock: Clock;
  readonly logger: Pick<LoggerService, 'info' | 'warn'>;
  readonly entityRef: string;
  readonly tenant: string;
  readonly wave: number;
  readonly waitMinutes: number;
  readonly override: string | undefined;
}

/**
 * Asks whether a wave may go, as the person who started the task; waits for it
 * as long as they said.
 *
 * @throws ConflictError with what holds it up, InputError for a wave that
 * cannot be the next one.
 */
export async function askGate(question: Question): Promise<Gate> {
  const { clock, logger, waitMinutes, wave, override } = question;
  const end = clock.now() + waitMinutes * 60_000;
  let said: string | undefined;
  for (;;) {
    const plan = await readPlan(question);
    if (plan.gone >= wave) {
      return { status: 'gone', plan };
    }
    if (plan.gone < wave - 1) {
      throw new InputError(
        `Wave ${plan.gone + 1} of ${
          plan.service
        } has yet to go before wave ${wave}`,
      );
    }
    if (plan.message !== said) {
      said = plan.message;
      logger.info(plan.message);
    }
    if (plan.state === 'healthy') {
      return { status: 'open', plan };
    }
    if (clock.now() + POLL_MS > end) {
      // What is wrong with the files is no question of courage.
      if (override !== undefined && plan.faults.length === 0) {
        logger.warn(`Goes on all the same: ${override}`);
        return { status: 'overridden', plan };
      }
      throw new ConflictError(
        `Wave ${wave} of ${plan.service} may not go. ${plan.message}`,
      );
    }
    await clock.sleep(POLL_MS, question.caller.signal);
  }
}

async function readPlan({
  fleet,
  entityRef,
  tenant,
  caller,
  wave,
}: Question): Promise<WavePlanView> {
  const { plan } = await fleet.getEntityWaves(entityRef, caller);
  if (!plan || plan.tenant !== tenant) {
    throw new ConflictError(
      `${entityRef} of ${tenant} has no plan of waves; choose waves when you change it`,
    );
  }
  if (wave > plan.waves.length) {
    throw new InputError(
      `${plan.service} has ${plan.waves.length} waves; there is no wave ${wave}`,
    );
  }
  return plan;
}
