import {
  parseService,
  replacementQuestion,
  type Replacement,
  type ServiceFiles,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { Caller } from '../fleet/Caller';
import type { FleetAccess } from '../fleet/FleetAccess';
import type { AuthorizedRequest } from '../request/authorizeRequest';

/** How new versions take over in the clusters of a request. */
export interface AskedReplacements {
  /** By cluster, as `renderService` takes them. */
  readonly replacements: Readonly<Record<string, Replacement>>;
  /**
   * One line of the task's log for each cluster. What was decided before stays
   * where nothing else changes, and is said so.
   */
  linesOf(rendered: ServiceFiles): string[];
}

/**
 * Asks the fleet how a new version would take over in each cluster: by what is
 * free there when nobody chose.
 */
export async function askReplacements(
  { plan, request }: AuthorizedRequest,
  existing: ServiceFiles,
  { fleet, caller }: { fleet: FleetAccess; caller: Caller },
): Promise<AskedReplacements> {
  const { choice, runtime, placements } = replacementQuestion(
    request,
    existing,
  );
  const { items } = await fleet.assessRooms(
    {
      repository: plan.repository.id,
      tenant: plan.tenant,
      service: plan.service,
      namespace: plan.namespace,
      runtime,
      replacement: choice,
      placements: [...placements],
    },
    caller,
  );
  const known = items.flatMap(({ cluster, replacement }) =>
    replacement ? [{ cluster, replacement }] : [],
  );
  return {
    replacements: Object.fromEntries(
      known.map(({ cluster, replacement }) => [cluster, replacement.value]),
    ),
    linesOf(rendered) {
      const written = parseService(rendered).placements;
      return known.map(({ cluster, replacement }) => {
        const stays = written.find(
          entry => entry.cluster === cluster,
        )?.replacement;
        return `${titleOf(plan, cluster)}: ${
          stays === undefined || stays === replacement.value
            ? replacement.message
            : 'How an update takes over stays as it is in the repository, since nothing changes here.'
        }`;
      });
    },
  };
}

function titleOf(
  { clusters }: AuthorizedRequest['plan'],
  cluster: string,
): string {
  return clusters.find(({ name }) => name === cluster)?.title ?? cluster;
}
