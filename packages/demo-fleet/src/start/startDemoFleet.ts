import type { DemoFleet, DemoFleetOptions } from './options';
import { RunningFleet } from './runningFleet';

/**
 * Starts the simulated clusters, the Argo CD that feeds them and a Git
 * server, all on 127.0.0.1. Throws a `ConflictError` that names the port when
 * one is taken.
 */
export async function startDemoFleet(
  options: DemoFleetOptions,
): Promise<DemoFleet> {
  const fleet = await RunningFleet.start(options);
  return fleet.handle();
}
