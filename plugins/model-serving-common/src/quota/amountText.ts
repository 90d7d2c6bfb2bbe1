const BYTES: ReadonlySet<string> = new Set([
  'memory',
  'ephemeral-storage',
  'storage',
]);

/** Binary units of Kubernetes, largest first. */
const UNITS: readonly (readonly [string, number])[] = [
  ['Ti', 2 ** 40],
  ['Gi', 2 ** 30],
  ['Mi', 2 ** 20],
  ['Ki', 2 ** 10],
];

/** An amount as a person reads it: `2.5`, `64Gi`. */
export function amountText(resource: string, amount: number): string {
  const unit = BYTES.has(plainName(resource))
    ? UNITS.find(([, factor]) => amount >= factor)
    : undefined;
  const [suffix, factor] = unit ?? ['', 1];
  return `${Number((amount / factor).toFixed(2))}${suffix}`;
}

/** `memory` of `requests.memory` and of `x.storageclass…/requests.storage`. */
export function plainName(resource: string): string {
  return resource
    .replace(/^.*\/requests\./, '')
    .replace(/^(requests|limits)\./, '');
}
