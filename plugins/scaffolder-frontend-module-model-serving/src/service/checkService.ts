import type { ApiHolder } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { modelServingApiRef } from '@modelfleet/backstage-plugin-model-serving-react';
import { z } from 'zod/v3';
import { readValue } from '../form';
import { tenantShape } from '../tenant/shape';
import { isServiceName } from './validateServiceName';

/** What the check of a form has of the form. */
const form = z.object({
  service: z.string().refine(isServiceName),
  tenant: tenantShape,
});

/** Why a service cannot be of a team, and which of the two is to be changed. */
export interface ServiceProblem {
  readonly field: 'service' | 'tenant';
  readonly message: string;
}

/**
 * Why a service of this name cannot be of this team, for example since another
 * team has one. Nothing while that cannot be asked: the task asks again.
 */
export async function checkService(
  formData: unknown,
  apiHolder: ApiHolder,
): Promise<ServiceProblem | undefined> {
  const api = apiHolder.get(modelServingApiRef);
  const asked = readValue(form, formData);
  if (!api || !asked) {
    return undefined;
  }
  const { tenant: chosen, service } = asked;
  try {
    const { items } = await api.getTenants();
    const cluster = items.find(
      ({ name, repository }) =>
        name === chosen.tenant && repository.id === chosen.repository,
    )?.clusters[0];
    if (cluster) {
      await api.planChange({ ...chosen, service, clusters: [cluster] });
    }
    return undefined;
  } catch (error) {
    if (!ResponseError.is(error) || error.statusCode >= 500) {
      return undefined;
    }
    return {
      // A name that is taken or cannot be is for the name to say; who may what
      // is for the team.
      field: error.statusCode === 403 ? 'tenant' : 'service',
      message: error.cause.message,
    };
  }
}
