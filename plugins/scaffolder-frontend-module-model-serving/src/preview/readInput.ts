import {
  CHOICE_NAMES,
  type ServiceInput,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { z } from 'zod/v3';
import { contextLengthShape } from '../context/shape';
import { readChange } from '../change';
import { readSibling } from '../form';
import { modelShape } from '../model/shape';
import { operationsShape } from '../operations/shape';
import { finishedRows } from '../placement/readRows';
import { unfinishedTenantShape } from '../tenant';
import { wavesShape } from '../waves/shape';

const text = z.string().trim().min(1);

/** What the form asks for so far, or what is missing in it. */
export type ReadInput =
  | { readonly input: ServiceInput; readonly missing?: undefined }
  | { readonly missing: readonly string[] };

/** Reads the fields of the example template by their names. */
export function readInput(formContext: unknown): ReadInput {
  const read = <T extends z.ZodTypeAny>(shape: T, field: string) =>
    readSibling(shape, formContext, field);
  const model = read(modelShape, 'model');
  const service = read(text, 'service');
  const tenant = read(unfinishedTenantShape, 'tenant');
  const placements = finishedRows(read(z.unknown(), 'placements'));
  const missing = [
    ...(model?.model ? [] : ['the model']),
    ...(service ? [] : ['the name of the service']),
    ...(tenant?.tenant ? [] : ['the team']),
    ...(placements.length > 0 ? [] : ['a cluster']),
  ];
  if (!model || !service || !tenant?.tenant || missing.length > 0) {
    return { missing };
  }
  const optional = <T>(key: string, value: T | undefined) =>
    value === undefined || value === '' ? {} : { [key]: value };
  return {
    input: {
      service,
      tenant: tenant.tenant,
      ...optional('repository', tenant.repository),
      ...optional('namespace', tenant.namespace),
      model: model.model,
      ...optional('variant', model.variant),
      ...optional('contextLength', read(contextLengthShape, 'contextLength')),
      ...optional('runtime', read(text, 'runtime')),
      ...optional(
        'operations',
        knownChoices(read(operationsShape, 'operations')),
      ),
      ...optional('title', read(text, 'title')),
      ...optional('description', read(text, 'description')),
      ...optional('system', read(text, 'system')),
      ...optional('lifecycle', read(text, 'lifecycle')),
      placements,
      ...optional('waves', read(wavesShape, 'waves')),
      ...optional('startedFrom', readChange(formContext)?.fingerprint),
    },
  };
}

/** A form can be opened with anything by its link. */
function knownChoices(
  value: z.output<typeof operationsShape> | undefined,
): ServiceInput['operations'] | undefined {
  const names: readonly string[] = CHOICE_NAMES;
  const known = Object.entries(value ?? {}).filter(
    ([name]) => names.includes(name) && name !== 'runtime',
  );
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}
