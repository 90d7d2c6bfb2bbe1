import type {
  RoomInput,
  RoomsRequest,
  Tenant,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { z } from 'zod/v3';
import type { ChangeValue } from '../change';
import { readSibling } from '../form';
import { replacementShape } from '../operations/shape';
import { isServiceName } from '../service/validateServiceName';
import type { UnfinishedTenant } from '../tenant/shape';
import { finishedRows } from './readRows';
import type { Placement } from './shape';

const service = z.string().refine(isServiceName);
const runtime = z.enum(['kserve', 'deployment']);
/** As many as one question may have. */
const MOST = 100;

/**
 * What to ask of the namespaces: for the chosen clusters what the form asks
 * for, for the others one GPU, so that what is left there can be shown.
 *
 * @returns nothing while the team or the name is missing
 */
export function roomsQuestion(options: {
  readonly formContext: unknown;
  readonly tenant: Tenant | undefined;
  readonly chosen: UnfinishedTenant | undefined;
  readonly change: ChangeValue | undefined;
  readonly value: readonly Placement[];
  /** How a new version shall take over; default: as the platform says. */
  readonly replacement?: unknown;
}): RoomsRequest | undefined {
  const { formContext, tenant, chosen, change, value } = options;
  const name = readSibling(service, formContext, 'service');
  const engine = readSibling(runtime, formContext, 'runtime');
  if (!tenant?.mayChange || !name || tenant.clusters.length === 0) {
    return undefined;
  }
  const offered = tenant.choices?.find(({ name: of }) => of === 'replacement');
  const replacement = replacementShape.safeParse(
    offered?.locked ? offered.value : options.replacement ?? offered?.value,
  ).data;
  const rows = finishedRows(value);
  const { namespace } = chosen ?? {};
  return {
    tenant: tenant.name,
    repository: tenant.repository.id,
    service: name,
    ...(namespace && { namespace }),
    ...(engine && { runtime: engine }),
    ...(replacement && { replacement }),
    placements: tenant.clusters.slice(0, MOST).map((cluster): RoomInput => {
      const row = rows.find(candidate => candidate.cluster === cluster);
      const running = change?.placements.find(
        present => present.cluster === cluster,
      )?.replicas;
      return {
        ...(row ?? { cluster, replicas: 1, gpusPerReplica: 1 }),
        ...(running !== undefined && { running }),
      };
    }),
  };
}
