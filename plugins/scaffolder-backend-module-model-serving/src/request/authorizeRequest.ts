import type { CatalogService } from '@backstage/plugin-catalog-node';
import { ConflictError } from '@backstage/errors';
import {
  MODELFLEET_ANNOTATIONS,
  toServiceRequest,
  type ChangePlan,
  type ChosenModel,
  type ServiceRequest,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { Caller } from '../fleet/Caller';
import type { FleetAccess } from '../fleet/FleetAccess';
import type { Repositories } from '../repository/Repositories';
import { readModel } from './readModel';
import type { RequestInput } from './RequestInput';

/** A request that its author may make, with what the platform says about it. */
export interface AuthorizedRequest {
  readonly request: ServiceRequest;
  readonly plan: ChangePlan;
  readonly model: ChosenModel;
}

/**
 * Asks the backend whether the person may make the change, and completes the
 * request with what configuration says. Owner, namespace and folder come from
 * there and never from the form.
 *
 * Every action calls this anew: an earlier step's output is only text.
 */
export async function authorizeRequest(options: {
  fleet: FleetAccess;
  catalog: CatalogService;
  repositories: Repositories;
  caller: Caller;
  input: RequestInput;
}): Promise<AuthorizedRequest> {
  const { catalog, caller, input } = options;
  const plan = await options.fleet.planChange(
    {
      ...(input.repository ? { repository: input.repository } : {}),
      tenant: input.tenant,
      service: input.service,
      ...(input.namespace ? { namespace: input.namespace } : {}),
      clusters: input.placements.map(({ cluster }) => cluster),
    },
    caller,
  );
  const model = await readModel({
    catalog,
    caller,
    model: input.model,
    variant: input.variant,
  });
  await rejectForeignService(options, plan);
  const { platform } = options.repositories.repository(plan.repository.id);
  return {
    plan,
    model,
    request: toServiceRequest(input, plan, model, platform),
  };
}

/** A name that the catalog has from elsewhere would hide the new service. */
async function rejectForeignService(
  { catalog, caller }: { catalog: CatalogService; caller: Caller },
  plan: ChangePlan,
): Promise<void> {
  const entity = await catalog.getEntityByRef(plan.serviceRef, {
    credentials: await caller.getInitiatorCredentials(),
  });
  const annotations = entity?.metadata.annotations ?? {};
  const repository = annotations[MODELFLEET_ANNOTATIONS.repository];
  const path = annotations[MODELFLEET_ANNOTATIONS.path];
  if (!entity || (repository === plan.repository.id && path === plan.path)) {
    return;
  }
  const origin = path
    ? `comes from ${path} in the repository '${repository}'`
    : 'was not made from a Model';
  throw new ConflictError(
    `The name is taken: ${plan.serviceRef} exists and ${origin}. Choose another service name.`,
  );
}
