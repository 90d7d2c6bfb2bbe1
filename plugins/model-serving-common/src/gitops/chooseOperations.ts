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

/** What choices depend on when nobody makes them. @public */
export interface ServedVariant {
  /** Its hub gives it only to accounts that accepted the licence. */
  readonly gated?: boolean;
}

/**
 * What a choice is where nobody makes it: as the platform says, but a variant
 * that its hub gives only with a token gets one where the platform has it.
 *
 * @public
 */
export function defaultOf(
  choice: PlatformChoice,
  { gated = false }: ServedVariant,
): ChoiceValue {
  const wantsToken = choice.name === 'hubToken' && gated;
  return wantsToken && !refusalOf(choice, true, undefined)
    ? true
    : choice.value;
}

/**
 * Makes every choice of a service: what was asked for, else what its files
 * say, else {@link defaultOf}. What is locked is as the platform says.
 *
 * @param asked - What a person asked for.
 * @param present - What the files of the service say; empty for a new one.
 * @param variant - What is served.
 * @throws InputError when something was asked for that the platform locks,
 * does not allow or does not offer, with the reason.
 * @public
 */
export function chooseOperations(
  policy: PlatformPolicy | undefined,
  asked: OpenChoices,
  present: OpenChoices = {},
  variant: ServedVariant = {},
): ServiceChoices {
  const wanted = flat(asked);
  const before = flat(present);
  const choices = platformChoices(policy);
  const runtime = String(
    choose(find(choices, 'runtime'), wanted, before, { variant }),
  );
  const made = Object.fromEntries(
    choices.map(choice => [
      choice.name,
      choose(choice, wanted, before, { variant, runtime }),
    ]),
  ) as unknown as ServiceChoices;
  return agreeing(made, wanted);
}

/** What can still be asked for of the choices that a service has. @public */
export interface AskableChoices extends OpenChoices {
  /** One sentence for each choice that cannot, with the reason. */
  readonly refused: readonly string[];
}

/**
 * Of the choices that a service has, those that a person could ask for today:
 * the platform may lock, disallow or no longer offer what it once did.
 *
 * @param present - What the files of the service say.
 * @public
 */
export function askableChoices(
  policy: PlatformPolicy | undefined,
  present: OpenChoices,
): AskableChoices {
  const before = flat(present);
  const choices = platformChoices(policy);
  const runtime = String(
    before.get('runtime') ?? find(choices, 'runtime').value,
  );
  const refused: string[] = [];
  const asked = [...before].filter(([name, value]) => {
    const choice = choices.find(candidate => candidate.name === name);
    const refusal = choice
      ? refusalOf(choice, value, runtime)
      : `There is no choice '${name}'`;
    if (refusal) {
      refused.push(refusal);
    }
    return !refusal;
  });
  // Each value was held against what its choice can be.
  const { runtime: engine, ...operations } = Object.fromEntries(
    asked,
  ) as Partial<ServiceChoices>;
  const { scaleToZero, ...others } = operations;
  return {
    ...(engine && { runtime: engine }),
    // Without the autoscaler that can, nothing stops at zero.
    operations:
      scaleToZero === undefined ||
      (scaleToZero && operations.autoscaling !== 'keda')
        ? others
        : operations,
    refused,
  };
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
  { variant, runtime }: { variant: ServedVariant; runtime?: string },
): ChoiceValue {
  const wanted = asked.get(choice.name);
  if (wanted === undefined) {
    const open = choice.locked
      ? choice.value
      : present.get(choice.name) ?? defaultOf(choice, variant);
    return isOffered(choice, open, runtime) ? open : fallback(open);
  }
  const refusal = refusalOf(choice, wanted, runtime);
  if (refusal) {
    throw new InputError(refusal);
  }
  return wanted;
}

function refusalOf(
  choice: PlatformChoice,
  wanted: ChoiceValue,
  runtime: string | undefined,
): string | undefined {
  const { name, value, locked, allowed } = choice;
  const fault = faultOfChoice(name, wanted);
  if (fault) {
    return `The choice '${name}' ${fault}`;
  }
  if (locked && wanted !== value) {
    return `The platform sets '${name}' to ${say(
      value,
    )} for every service; leave it out`;
  }
  const lack = reasonAgainst(choice, wanted, runtime);
  if (lack) {
    return `The choice '${name}' cannot be ${say(wanted)}: ${lack}`;
  }
  return !locked && allowed && !allowed.includes(wanted)
    ? `The platform does not allow ${say(
        wanted,
      )} for '${name}'; it allows ${allowed.map(say).join(', ')}`
    : undefined;
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
