import type {
  Placement as DomainPlacement,
  ServiceInput,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { z } from 'zod/v3';
import type { Placement } from './shape';

// More forgiving than the shape that is validated: while a person fills the
// form, and in a link that opens it, a row may be incomplete.
const row = z.object({
  cluster: z.string().catch(''),
  product: z.string().optional().catch(undefined),
  replicas: z.number().int().min(1).catch(1),
  maxReplicas: z.number().int().min(1).optional().catch(undefined),
  gpusPerReplica: z.number().int().min(1).catch(1),
  resourceName: z.string().optional().catch(undefined),
});

/** The rows that a form value has so far; gaps are filled with defaults. */
export function readRows(value: unknown): Placement[] {
  const rows = z.array(row.catch(emptyRow())).safeParse(value);
  return rows.success ? rows.data : [];
}

/** The rows of a form value that name a cluster; no product means any. */
export function finishedRows(value: unknown): ServiceInput['placements'] {
  return readRows(value)
    .filter(({ cluster }) => cluster !== '')
    .map(({ product, maxReplicas, resourceName, ...rest }) => ({
      ...rest,
      ...(product && { product }),
      ...(maxReplicas && { maxReplicas }),
      ...(resourceName && { resourceName }),
    }));
}

export function emptyRow(): Placement {
  return { cluster: '', product: '', replicas: 1, gpusPerReplica: 1 };
}

/** A placement as a row of the form: nodes' names are found anew. */
export function rowOf(placement: DomainPlacement): Placement {
  const { cluster, product, replicas, maxReplicas, gpusPerReplica } = placement;
  return {
    cluster,
    ...(product && { product }),
    replicas,
    ...(maxReplicas !== undefined && { maxReplicas }),
    gpusPerReplica,
  };
}
