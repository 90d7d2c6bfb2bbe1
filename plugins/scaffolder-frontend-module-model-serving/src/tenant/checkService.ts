import type { ApiHolder } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { modelServingApiRef } from '@modelfleet/backstage-plugin-model-serving-react';
import { z } from 'zod/v3';
import { readValue } from '../form';
import { tenantShape } from './shape';

/** Fields of the step that has the team; the name is checked by its own rule. */
const step = z.object({ service: z.string().regex(/^[a-z][-a-z0-9]*$/) });

/**
 * Why a service of this name cannot be of this team, for example since another
 * team has one. Nothing while that cannot be asked: the task asks again.
 */
export async function checkService(
  tenant: unknown,
  formData: unknown,
  apiHolder: ApiHolder,
): Promise<string | undefined> {
  const api = apiHolder.get(modelServingApiRef);
  const chosen = readValue(tenantShape, tenant);
  const service = readValue(step, formData)?.service;
  if (!api || !chosen || !service) {
    return undefined;
  }
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
    return ResponseError.is(error) && error.statusCode < 500
      ? error.cause.message
      : undefined;
  }
}
