import { z } from 'zod';
import { ClusterRequestError } from '../transport';
import type { ClusterTransport } from '../transport';

/** A build tag of the simulated fleet, by which it says what it is. */
const SIMULATED_BUILD = '+simulated';

const versionSchema = z.object({ gitVersion: z.string().max(256) });

export interface ClusterVersion {
  readonly kubernetes: string;
  readonly simulated: boolean;
}

/**
 * The cheapest request that an API server answers to everyone.
 *
 * @returns `undefined` when it forbids even that: it answered.
 */
export async function readVersion(
  cluster: string,
  transport: ClusterTransport,
  options: { signal: AbortSignal; timeoutMs: number },
): Promise<ClusterVersion | undefined> {
  let raw: unknown;
  try {
    raw = await transport.get('/version', options);
  } catch (error) {
    if (error instanceof ClusterRequestError && error.kind === 'forbidden') {
      return undefined;
    }
    throw error;
  }
  const version = versionSchema.safeParse(raw);
  if (!version.success) {
    throw new ClusterRequestError(
      `Cluster '${cluster}' does not answer /version as Kubernetes does`,
      {
        kind: 'protocol',
        advice: "Check that the cluster's URL is that of its API server.",
      },
    );
  }
  const { gitVersion } = version.data;
  return {
    kubernetes: gitVersion,
    simulated: gitVersion.endsWith(SIMULATED_BUILD),
  };
}
