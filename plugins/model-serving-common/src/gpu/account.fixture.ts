import type { Json } from '../fleet/__fixtures__/objects';
import { staticCluster } from '../fleet/__fixtures__/staticFleet';
import { deviceClassProjection } from '../observed/deviceClass';
import { nodeProjection } from '../observed/node';
import { podProjection, type PodRecord } from '../observed/pod';
import {
  resourceClaimProjection,
  resourceClaimTemplateProjection,
} from '../observed/resourceClaim';
import { resourceSliceProjection } from '../observed/resourceSlice';
import { accountGpus, type GpuAccount } from './totals';

/** The account of a cluster that has these objects, and its pods. */
export function accountOf(
  ...objects: readonly Json[]
): GpuAccount & { pods: readonly PodRecord[] } {
  const cluster = staticCluster({ name: 'c', objects });
  const pods = [...cluster.records(podProjection).values()];
  const account = accountGpus(
    cluster.records(nodeProjection).values(),
    pods,
    undefined,
    {
      slices: cluster.records(resourceSliceProjection).values(),
      claims: cluster.records(resourceClaimProjection),
      classes: cluster.records(deviceClassProjection).values(),
      templates: cluster.records(resourceClaimTemplateProjection),
    },
  );
  return {
    totals: account.totals,
    physical: account.physical,
    notes: account.notes,
    largestMachine: (...of) => account.largestMachine(...of),
    useOf: each => account.useOf(each),
    shares: each => account.shares(each),
    pods,
  };
}
