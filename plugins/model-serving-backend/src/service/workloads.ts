import { workloadsView } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  WorkloadsFilter,
  WorkloadsQuery,
  WorkloadsRequest,
  WorkloadsView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { readCursor, writeCursor } from './cursor';
import { inSteps } from '../inSteps';
import { checkRefs } from './overviews';

const DEFAULT_LIMIT = 100;

/** A page of the fleet's workloads, from a query that was validated. */
export async function workloadsPage(
  { limit = DEFAULT_LIMIT, cursor, ...filter }: WorkloadsQuery,
  request: Omit<WorkloadsRequest, 'filter' | 'limit' | 'after'>,
): Promise<WorkloadsView> {
  const after = cursor === undefined ? undefined : readCursor(cursor, filter);
  const { last, ...view } = await inSteps(
    workloadsView({ ...request, filter, limit, ...(after && { after }) }),
  );
  return {
    ...view,
    ...(last && { nextCursor: writeCursor(filter, last) }),
  };
}

/** Refs are written in several ways; workloads know one. */
export function normalizedFilter(query: WorkloadsQuery): WorkloadsQuery {
  const { entityRef, owner, ...rest } = query;
  return {
    ...rest,
    ...(entityRef && { entityRef: checkRefs(entityRef, 'entityRef') }),
    ...(owner && { owner: checkRefs(owner, 'owner') }),
  } satisfies WorkloadsFilter;
}
