import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { AcceleratorPrices } from '@modelfleet/backstage-plugin-model-serving-common';
import { at } from './keys';

const KEY = 'modelServing.prices';

/** Reads `modelServing.prices`: what an accelerator costs in an hour. */
export function readPrices(config: Config): AcceleratorPrices | undefined {
  const prices = config.getOptionalConfig(KEY);
  if (!prices) return undefined;
  const currency = prices.getString('currency');
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw new InputError(
      `${at(
        KEY,
        'currency',
      )} is '${currency}'; it must be three letters of ISO 4217, such as EUR`,
    );
  }
  const entries = prices.getConfigArray('accelerators').map((entry, index) => {
    const key = `${KEY}.accelerators[${index}]`;
    const perHour = entry.getNumber('perHour');
    if (!(perHour >= 0)) {
      throw new InputError(`${at(key, 'perHour')} must be 0 or more`);
    }
    return [entry.getString('product'), perHour] as const;
  });
  rejectRepeats(entries.map(([product]) => product));
  return { currency, source: 'configured', perHour: new Map(entries) };
}

function rejectRepeats(products: readonly string[]): void {
  products.forEach((product, index) => {
    const first = products.indexOf(product);
    if (first !== index) {
      throw new InputError(
        `${KEY}.accelerators[${index}] has a price for '${product}', and so has accelerators[${first}]; keep one of them`,
      );
    }
  });
}
