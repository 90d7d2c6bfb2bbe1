import type { Delivery } from '../api/types';
import { type Json } from '../fleet/__fixtures__/objects';
import { NOW, staticCluster } from '../fleet/__fixtures__/staticFleet';
import { assessmentContext } from './context';
import { readDeliveries } from './registry';
import type { DeliveryClaim } from './types';

export const WANTED = '1111111111111111111111111111111111111111';
export const OLD = '2222222222222222222222222222222222222222';
export const SINCE = '2026-11-23T10:00:00Z';

/** An object of Flux. */
export function flux(
  kind: string,
  spec: Json,
  status?: Json,
  metadata: Json = {},
): Json {
  return {
    kind,
    metadata: {
      name: 'assistant',
      namespace: 'chat',
      uid: `${kind}-assistant`,
      resourceVersion: '1',
      generation: 1,
      creationTimestamp: SINCE,
      ...metadata,
    },
    spec,
    ...(status && { status }),
  };
}

export const REPOSITORY_URL = 'https://git.example.com/fleet.git';

export function gitRepository(
  status: Json = {},
  spec: Json = {},
  metadata: Json = {},
): Json {
  return flux(
    'GitRepository',
    { url: REPOSITORY_URL, interval: '1m', ...spec },
    { artifact: { revision: `main@sha1:${WANTED}` }, ...status },
    { name: 'fleet', namespace: 'flux-system', ...metadata },
  );
}

/** What the only delivery among the objects says. */
export function claimOf(...objects: readonly Json[]): DeliveryClaim {
  const cluster = staticCluster({ name: 'hub', objects });
  const claims = readDeliveries(assessmentContext(cluster, new Date(NOW)));
  const [claim] = claims;
  if (!claim || claims.length > 1) {
    throw new Error(`Expected one delivery, found ${claims.length}`);
  }
  return claim;
}

export interface FluxCase {
  readonly why: string;
  readonly objects: readonly Json[];
  readonly expected: Partial<Delivery>;
}
