import { InputError } from '@backstage/errors';
import type { ChangePlan } from '../api';
import {
  CHOICE_NAMES,
  faultOfChoice,
  type OpenChoices,
  type PlatformPolicy,
  type ServiceChoices,
} from '../gitops';
import type { ServiceRequest } from '../rendering';
import type { ChosenModel } from './chooseModel';
import { toPlacement, type AskedPlacement } from './toPlacement';

/**
 * What a person asks for, as forms and actions have it. Values are not to be
 * trusted; who owns it and where it is written is no part of it.
 *
 * @public
 */
export interface AskedService {
  readonly placements: readonly AskedPlacement[];
  readonly contextLength?: number | undefined;
  readonly runtime?: string | undefined;
  /** By the name of a choice. */
  readonly operations?: Readonly<Record<string, unknown>> | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly system?: string | undefined;
  readonly lifecycle?: string | undefined;
}

/** What configuration says of a service: the part of a plan that is written. @public */
export type ServicePlace = Pick<
  ChangePlan,
  'service' | 'tenant' | 'owner' | 'namespace' | 'clusters'
>;

/**
 * Completes what a person asks for with what configuration says of it: owner,
 * namespace, and the platform's policy come from there and never from a form.
 *
 * @throws InputError when a choice is none.
 * @public
 */
export function toServiceRequest(
  asked: AskedService,
  plan: ServicePlace,
  model: ChosenModel,
  platform: PlatformPolicy | undefined,
): ServiceRequest {
  const { title, description, system, lifecycle, contextLength } = asked;
  const { maxPositionEmbeddings } = model.placed.architecture ?? {};
  return {
    service: plan.service,
    tenant: plan.tenant,
    owner: plan.owner,
    namespace: plan.namespace,
    modelRef: model.entityRef,
    model: {
      name: model.name,
      artifact: model.artifact,
      ...(maxPositionEmbeddings === undefined ? {} : { maxPositionEmbeddings }),
    },
    ...(contextLength !== undefined && model.takesContextLength
      ? { contextLength }
      : {}),
    placements: asked.placements.map(placement =>
      toPlacement(placement, plan.clusters),
    ),
    ...readChoices(asked),
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    ...(system ? { system } : {}),
    ...(lifecycle ? { lifecycle } : {}),
    ...(platform ? { platform } : {}),
  };
}

/** A form sends what nobody chose as an absent value. */
function readChoices({ runtime, operations = {} }: AskedService): OpenChoices {
  const names: readonly string[] = CHOICE_NAMES;
  const unknown = Object.keys(operations).find(
    name => !names.includes(name) || name === 'runtime',
  );
  if (unknown !== undefined) {
    throw new InputError(`There is no choice '${unknown.slice(0, 60)}'`);
  }
  const made: Record<string, unknown> = {};
  for (const name of CHOICE_NAMES) {
    const value = name === 'runtime' ? runtime : operations[name];
    if (value !== undefined && value !== null) {
      const fault = faultOfChoice(name, value);
      if (fault) {
        throw new InputError(`The choice '${name}' ${fault}`);
      }
      made[name] = value;
    }
  }
  // Each value was held against what its choice can be.
  const { runtime: chosen, ...rest } = made as Partial<ServiceChoices>;
  return {
    ...(chosen && { runtime: chosen }),
    ...(Object.keys(rest).length > 0 && { operations: rest }),
  };
}
