import { ConflictError } from '@backstage/errors';
import {
  chooseOperations,
  CHOICE_NAMES,
  type ServiceChoices,
  type ServiceOperations,
} from '../gitops';
import { normalizeArtifactUri } from '../model';
import { SERVICE_PATHS } from './paths';
import type { NotUnderstood, ParsedService, ServiceRequest } from './types';
import type { CheckedRequest } from './validateRequest';

/** How a request stands to the clusters that the service has already. */
export interface JoinedFleet {
  readonly choices: ServiceChoices;
  /** Clusters that the request leaves out have the service too. */
  readonly isShared: boolean;
  readonly notes: NotUnderstood[];
  /**
   * @returns what stays as the other clusters have it
   * @throws ConflictError when another model is asked for
   */
  requireSameModel(request: CheckedRequest): NotUnderstood[];
}

/**
 * The base is shared, so what changes in it changes in every cluster. A
 * request that leaves clusters out may not do that: it joins the revision that
 * they run and the way they are operated, and another model is refused.
 */
export function joinFleet(
  request: ServiceRequest,
  before: ParsedService,
): JoinedFleet {
  const wanted = chooseOperations(
    request.platform,
    request,
    before,
    request.model.artifact,
  );
  const asked = request.placements.map(({ cluster }) => cluster);
  const others = before.placements
    .map(({ cluster }) => cluster)
    .filter(cluster => !asked.includes(cluster))
    .join(', ');
  if (others === '' || before.runtime === undefined) {
    return {
      choices: wanted,
      isShared: false,
      notes: [],
      requireSameModel: () => [],
    };
  }
  const choices = present(before, wanted);
  return {
    choices,
    isShared: true,
    notes: notesOf(choices, wanted, others),
    requireSameModel: checked => sameModel(checked, before, others),
  };
}

/** As the files are; a figure that they do not tell is not used there. */
function present(
  { runtime, operations }: ParsedService,
  wanted: ServiceChoices,
): ServiceChoices {
  const shown: Partial<ServiceOperations> = { costCenter: '', ...operations };
  return { ...wanted, ...shown, runtime: runtime ?? wanted.runtime };
}

function notesOf(
  choices: ServiceChoices,
  wanted: ServiceChoices,
  others: string,
): NotUnderstood[] {
  return CHOICE_NAMES.filter(name => choices[name] !== wanted[name]).map(
    name => ({
      path: SERVICE_PATHS.baseKustomization,
      message: `The choice '${name}' stays ${say(
        choices[name],
      )}, as in ${others}; ${say(
        wanted[name],
      )} is taken when every cluster is chosen`,
    }),
  );
}

function say(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : `${value}`;
}

function sameModel(
  request: CheckedRequest,
  before: ParsedService,
  others: string,
): NotUnderstood[] {
  const { service, storageUri } = request;
  const { modelRef = request.modelRef, artifactUri = storageUri } = before;
  const isSame =
    normalizeArtifactUri(artifactUri) === normalizeArtifactUri(storageUri);
  const served = isSame ? modelRef : artifactUri;
  if (served.toLowerCase() !== request.modelRef.toLowerCase()) {
    throw new ConflictError(
      `The service '${service}' serves ${served} and would be changed in ${others} too; choose these clusters as well, or another service name`,
    );
  }
  return artifactUri === storageUri
    ? []
    : [
        {
          path: servingPath(before),
          message: `Stays at ${artifactUri}, as in ${others}; ${storageUri} is taken when every cluster is chosen`,
        },
      ];
}

function servingPath({ runtime }: ParsedService): string {
  return runtime === 'deployment'
    ? SERVICE_PATHS.deployment
    : SERVICE_PATHS.inferenceService;
}
