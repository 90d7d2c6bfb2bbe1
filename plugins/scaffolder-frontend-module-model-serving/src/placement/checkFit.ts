import type { ApiHolder } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { modelServingApiRef } from '@modelfleet/backstage-plugin-model-serving-react';
import { z } from 'zod/v3';
import { contextLengthShape } from '../context/shape';
import { readValue } from '../form';
import { readChosenModel } from '../model';
import { servedModelOf } from './servedModelOf';
import { unfitPlacements } from './unfitPlacements';

const WAY_OUT =
  'Change it, or choose to deploy even where the model does not fit.';

/** What the check of a form has of the form. */
const form = z.object({
  model: z.unknown(),
  placements: z.unknown(),
  contextLength: contextLengthShape.optional().catch(undefined),
  allowUnfit: z.boolean().catch(false),
});

/**
 * Where the chosen model is known not to fit, unless that is wanted: the task
 * would refuse it. Nothing while that cannot be found out: the task tries again.
 */
export async function checkFit(
  formData: unknown,
  apiHolder: ApiHolder,
): Promise<readonly string[]> {
  const api = apiHolder.get(modelServingApiRef);
  const catalogApi = apiHolder.get(catalogApiRef);
  const asked = readValue(form, formData);
  if (!api || !catalogApi || !asked || asked.allowUnfit) {
    return [];
  }
  try {
    const [chosen, clusters] = await Promise.all([
      readChosenModel(catalogApi, asked.model),
      api.getClusters(),
    ]);
    if (!chosen || clusters.status !== 'changed') {
      return [];
    }
    return unfitPlacements(
      asked.placements,
      clusters.value.items,
      servedModelOf(chosen, asked.contextLength),
    ).map(({ title, message }) => `${title}: ${message} ${WAY_OUT}`);
  } catch {
    return [];
  }
}
