import type { RoomInput } from '../api';
import type { ServiceChoices } from '../gitops';
import { parseService, type ServiceFiles } from '../rendering';
import { joinFleet } from '../rendering/joinFleet';
import type { ServiceRequest } from '../rendering';

/** What has to be known of a change to say how its versions take over. @public */
export interface ReplacementQuestion {
  readonly choice: ServiceChoices['replacement'];
  readonly runtime: ServiceChoices['runtime'];
  /** Those of the request, with what runs of the service already. */
  readonly placements: readonly RoomInput[];
}

/**
 * What a request and the files of its service ask of the clusters before it
 * can be said how a new version takes over there.
 *
 * @throws InputError when a choice cannot be made as asked.
 * @public
 */
export function replacementQuestion(
  request: ServiceRequest,
  existing: ServiceFiles,
): ReplacementQuestion {
  const before = parseService(existing, request.platform?.costLabel);
  const { replacement, runtime } = joinFleet(request, before).choices;
  return {
    choice: replacement,
    runtime,
    placements: request.placements.map(placement => {
      const running = before.placements.find(
        ({ cluster }) => cluster === placement.cluster,
      )?.replicas;
      return { ...placement, ...(running !== undefined && { running }) };
    }),
  };
}
