import { InputError } from '@backstage/errors';
import type { PlatformChoice } from '../api';
import { faultOfChoice } from './operations';
import type {
  ChoiceName,
  ChoiceValue,
  ServiceChoices,
  ServiceOperations,
  ServiceRuntime,
} from './operations';
import type { PlatformPolicy } from './platform';
import { platformChoices } from './platformChoices';

/** Choices that somebody made; the others are open. @public */
export interface OpenChoices {
  readonly runtime?: ServiceRuntime;
  readonly operations?: Partial<ServiceOperations>;
}

/**
 * Makes every choice of a service: what was asked for, else what its files
 * say, else the platform's default. What is locked is as the platform says.
 *
 * @param asked - What a person asked for.
 * @param present - What the files of the service say; empty for a new one.
 * @throws InputError when something was asked for that the platform locks,
 * does not allow or does not offer, with the reason.
 * @public
 */
export function chooseOperations(
  policy: PlatformPolicy | undefined,
  asked: OpenChoices,
  present: OpenChoices = {},
): ServiceChoices {
  const wanted = flat(asked);
  const before = flat(present);
  const choices = platformChoices(policy);
  const runtime = String(
    choose(find(choices, 'runtime'), wanted, before, undefined),
  );
  const made = Object.fromEntries(
    choices.map(choice => [
      choice.name,
      choose(choice, wanted, before, runtime),
    ]),
  ) as unknown as ServiceChoices;
  return agreeing(made, wanted);
}

type Open = ReadonlyMap<string, ChoiceValue>;

function flat({ runtime, operations = {} }: OpenChoices): Open {
  return new Map(
    Object.entries({ ...operations, runtime }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

function find(
  choices: readonly PlatformChoice[],
  name: ChoiceName,
): PlatformChoice {
  const choice = choices.find(candidate => candidate.name === name);
  if (!choice) {
    throw new InputError(`There is no choice '${name}'`);
  }
  return choice;
}

function choose(
  choice: PlatformChoice,
  asked: Open,
  present: Open,
  runtime: string | undefined,
): ChoiceValue {
  const wanted = asked.get(choice.name);
  if (wanted === undefined) {
    const open = choice.locked
      ? choice.value
      : present.get(choice.name) ?? choice.value;
    return isOffered(choice, open, runtime) ? open : fallback(open);
  }
  const fault = faultOfChoice(choice.name, wanted);
  if (fault) {
    throw new InputError(`The choice '${choice.name}' ${fault}`);
  }
  if (choice.locked && wanted !== choice.value) {
    throw new InputError(
      `The platform sets '${choice.name}' to ${say(
        choice.value,
      )} for every service; leave it out`,
    );
  }
  const lack = reasonAgainst(choice, wanted, runtime);
  if (lack) {
    throw new InputError(
      `The choice '${choice.name}' cannot be ${say(wanted)}: ${lack}`,
    );
  }
  if (!choice.locked && choice.allowed && !choice.allowed.includes(wanted)) {
    throw new InputError(
      `The platform does not allow ${say(wanted)} for '${
        choice.name
      }'; it allows ${choice.allowed.map(say).join(', ')}`,
    );
  }
  return wanted;
}

function isOffered(
  choice: PlatformChoice,
  value: ChoiceValue,
  runtime: string | undefined,
): boolean {
  return reasonAgainst(choice, value, runtime) === undefined;
}

function reasonAgainst(
  { unavailable }: PlatformChoice,
  value: ChoiceValue,
  runtime: string | undefined,
): string | undefined {
  return unavailable.find(
    entry =>
      entry.value === value &&
      (entry.runtime === undefined || entry.runtime === runtime),
  )?.reason;
}

/** The value of a choice that asks nothing of a platform. */
function fallback(value: ChoiceValue): ChoiceValue {
  const neutral: Readonly<Record<string, ChoiceValue>> = {
    hpa: 'none',
    keda: 'none',
    httproute: 'internal',
    ingress: 'internal',
    volume: 'ephemeral',
  };
  return typeof value === 'boolean' ? false : neutral[`${value}`] ?? value;
}

/** Choices that only make sense together. */
function agreeing(made: ServiceChoices, asked: Open): ServiceChoices {
  if (!made.scaleToZero || made.autoscaling === 'keda') {
    return made;
  }
  if (asked.get('scaleToZero') === true) {
    throw new InputError(
      `Scaling to zero needs the autoscaling 'keda', not '${made.autoscaling}'; choose that, or keep a replica running`,
    );
  }
  return { ...made, scaleToZero: false };
}

function say(value: ChoiceValue): string {
  return typeof value === 'string' ? `'${value}'` : `${value}`;
}
