import { InputError } from '@backstage/errors';
import { CLUSTERS } from '../fleet/clusters';

/** What the environment says about the demo fleet. */
export interface DemoEnvironment {
  readonly port: number;
  readonly token: string;
  readonly seed: string;
  readonly speed: number;
}

const LAST_PORT = 65_535;
/** Git and control, then one for each cluster. */
const PORTS_USED = 1 + CLUSTERS.length;

/** Reads `MODELFLEET_DEMO_*`; an `InputError` names a variable that is wrong. */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): DemoEnvironment {
  const port = Number(variables.MODELFLEET_DEMO_PORT ?? 7100);
  if (
    !Number.isInteger(port) ||
    port < 1 ||
    port > LAST_PORT - PORTS_USED + 1
  ) {
    throw new InputError(
      `MODELFLEET_DEMO_PORT must be a port number up to ${
        LAST_PORT - PORTS_USED + 1
      }, it is "${variables.MODELFLEET_DEMO_PORT}"`,
    );
  }
  const speed = Number(variables.MODELFLEET_DEMO_SPEED ?? 1);
  if (!(speed > 0 && speed <= 1_000)) {
    throw new InputError(
      `MODELFLEET_DEMO_SPEED must be a number above 0 and at most 1000, it is "${variables.MODELFLEET_DEMO_SPEED}"`,
    );
  }
  return {
    port,
    speed,
    token: variables.MODELFLEET_DEMO_TOKEN || 'demo-token',
    seed: variables.MODELFLEET_DEMO_SEED || 'modelfleet',
  };
}
