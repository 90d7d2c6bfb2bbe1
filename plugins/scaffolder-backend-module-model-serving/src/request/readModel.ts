import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  chooseModel,
  modelRefOf,
  type ChosenModel,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { Caller } from '../fleet/Caller';

/**
 * Reads the Model from the catalog, as the person who started the task: what
 * they may not see cannot be deployed by them.
 */
export async function readModel(options: {
  catalog: CatalogService;
  caller: Caller;
  model: string;
  variant?: string | undefined;
}): Promise<ChosenModel> {
  const entityRef = modelRefOf(options.model);
  const entity = await options.catalog.getEntityByRef(entityRef, {
    credentials: await options.caller.getInitiatorCredentials(),
  });
  if (!entity) {
    throw new NotFoundError(
      `The catalog has no ${entityRef} that you may see; choose a Model from the list`,
    );
  }
  return chooseModel(entity, entityRef, options.variant);
}
