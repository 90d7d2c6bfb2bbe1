import type { LimitRangeItem, LimitRangeRecord } from '../observed';
import { amountText } from './amountText';
import type { ContainerAsk, NamespaceAsk } from './ask';
import type { NamespaceLimit } from './types';

/**
 * Holds one pod and its containers against a limit range (core/v1
 * LimitRange). Only what it would refuse is returned: what it allows limits
 * nobody.
 */
export function rangeLimits(
  range: LimitRangeRecord,
  ask: NamespaceAsk,
): NamespaceLimit[] {
  return range.items
    .filter(({ type }) => type === 'Container' || type === 'Pod')
    .flatMap(item =>
      (item.type === 'Pod' ? [ask] : ask.containers ?? [ask]).flatMap(part => [
        ...tooMuch(range, item, part),
        ...tooLittle(range, item, part),
        ...tooFar(range, item, part),
      ]),
    );
}

function tooMuch(
  range: LimitRangeRecord,
  { type, max = {} }: LimitRangeItem,
  { limits }: ContainerAsk,
): NamespaceLimit[] {
  return Object.entries(max).flatMap(([name, hard]) => {
    const wanted = limits[name] ?? 0;
    return wanted > hard
      ? refusal(range, `limits.${name}`, { hard, wanted }, [
          `each replica may take ${amountText(
            name,
            wanted,
          )} ${name}, and the limit range '${range.meta.name}' allows a ${word(
            type,
          )} ${amountText(name, hard)}`,
          'Ask for fewer GPUs for each replica, or ask the platform team for a larger maximum.',
        ])
      : [];
  });
}

function tooLittle(
  range: LimitRangeRecord,
  { type, min = {} }: LimitRangeItem,
  { requests }: ContainerAsk,
): NamespaceLimit[] {
  return Object.entries(min).flatMap(([name, least]) => {
    const wanted = requests[name];
    // What states nothing of a resource gets the default of the range.
    return wanted !== undefined && wanted < least
      ? refusal(range, `requests.${name}`, { hard: least, wanted }, [
          `each replica asks for ${amountText(
            name,
            wanted,
          )} ${name}, and the limit range '${range.meta.name}' wants a ${word(
            type,
          )} to ask for ${amountText(name, least)} at least`,
          'Ask the platform team for a lower minimum, or raise the request in the files.',
        ])
      : [];
  });
}

/** Half a thousandth: quotients of quantities are no whole numbers. */
const CLOSE = 0.0005;

function tooFar(
  range: LimitRangeRecord,
  { type, maxRatio = {} }: LimitRangeItem,
  { requests, limits }: ContainerAsk,
): NamespaceLimit[] {
  return Object.entries(maxRatio).flatMap(([name, most]) => {
    const ratio = (limits[name] ?? 0) / (requests[name] ?? limits[name] ?? 1);
    return ratio > most + CLOSE
      ? refusal(range, `limits.${name}`, { hard: most, wanted: ratio }, [
          `each replica may take ${amountText(
            '',
            ratio,
          )} times the ${name} that it asks for, and the limit range '${
            range.meta.name
          }' allows a ${word(type)} ${amountText('', most)} times`,
          'Ask the platform team for a larger ratio, or raise the request in the files.',
        ])
      : [];
  });
}

function refusal(
  { meta }: LimitRangeRecord,
  resource: string,
  figures: { readonly hard: number; readonly wanted: number },
  [words, advice]: readonly [string, string],
): NamespaceLimit[] {
  return [
    {
      source: { apiVersion: 'v1', kind: 'LimitRange', name: meta.name },
      resource,
      ...figures,
      verdict: 'never',
      words,
      advice,
    },
  ];
}

function word(type: string): string {
  return type === 'Pod' ? 'pod' : 'container';
}
