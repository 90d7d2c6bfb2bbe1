import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** Every message begins so. */
export function at(parent: string, key: string): string {
  return `Configuration '${parent}.${key}'`;
}

/** A duration within bounds, in milliseconds. */
export function readMs(
  config: Config,
  key: string,
  parent: string,
  bounds: {
    readonly default: number;
    readonly min: number;
    readonly max: number;
  },
): number {
  if (!config.has(key)) return bounds.default;
  const ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  if (ms < bounds.min || ms > bounds.max) {
    throw new InputError(
      `${at(parent, key)} must be from ${bounds.min / 1000} to ${
        bounds.max / 1000
      } seconds`,
    );
  }
  return ms;
}

export function readInteger(
  config: Config,
  key: string,
  parent: string,
  bounds: {
    readonly default: number;
    readonly min: number;
    readonly max: number;
  },
): number {
  const value = config.getOptionalNumber(key) ?? bounds.default;
  if (!Number.isInteger(value) || value < bounds.min || value > bounds.max) {
    throw new InputError(
      `${at(parent, key)} must be a whole number from ${bounds.min} to ${
        bounds.max
      }`,
    );
  }
  return value;
}

/** A mapping of texts. The values may be secrets and are not repeated. */
export function readTexts(
  config: Config,
  key: string,
  parent: string,
): Record<string, string> {
  const entries = config.getOptionalConfig(key);
  const texts: [string, string][] = (entries?.keys() ?? []).map(name => {
    const value = entries?.get(name);
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new InputError(
        `${at(parent, `${key}.${name}`)} must be a text; put quotes around it`,
      );
    }
    return [name, String(value)];
  });
  return Object.fromEntries(texts);
}

const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

export function readLabel(value: string, where: string): string {
  if (!LABEL.test(value)) {
    throw new InputError(
      `${where} is '${value}'; a label of Prometheus has letters, digits and '_'`,
    );
  }
  return value;
}
