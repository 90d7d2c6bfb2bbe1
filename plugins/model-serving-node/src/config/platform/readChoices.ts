import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  CHOICE_NAMES,
  faultOfChoice,
  type ChoiceName,
  type PlatformPolicy,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { at } from '../names';
import { defined } from './fields';

/** Reads `choices`: what the platform sets, locks and allows. */
export function readChoices(
  config: Config,
  parent: string,
): NonNullable<PlatformPolicy['choices']> {
  const entries = config.keys().map(name => {
    const choice = CHOICE_NAMES.find(known => known === name);
    if (!choice) {
      throw new InputError(
        `${at(parent, name)} is no choice; there are ${CHOICE_NAMES.join(
          ', ',
        )}`,
      );
    }
    return [name, readChoice(config.getConfig(name), at(parent, name), choice)];
  });
  return Object.fromEntries(entries);
}

function readChoice(config: Config, where: string, name: ChoiceName) {
  // An empty text is a value here, which getString refuses.
  const initial = config.getOptional('default');
  const locked = config.getOptionalBoolean('locked');
  const allowed = config.getOptional('allowed');
  if (allowed !== undefined && !Array.isArray(allowed)) {
    throw new InputError(`${where} has 'allowed' that is no list`);
  }
  const values: readonly unknown[] = Array.isArray(allowed) ? allowed : [];
  for (const value of [
    ...values,
    ...(initial === undefined ? [] : [initial]),
  ]) {
    const fault = faultOfChoice(name, value);
    if (fault) {
      throw new InputError(`${where} has the value '${value}'; it ${fault}`);
    }
  }
  if (locked && initial === undefined) {
    throw new InputError(
      `${where} is locked, but to what? State its 'default'`,
    );
  }
  if (values.length > 0 && initial !== undefined && !values.includes(initial)) {
    throw new InputError(
      `${where} has the default '${initial}', which it does not allow`,
    );
  }
  return defined({
    default: initial,
    locked,
    allowed: allowed === undefined ? undefined : values,
  });
}
