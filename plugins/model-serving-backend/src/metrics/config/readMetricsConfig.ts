import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { at, readMs } from './keys';
import { readNames } from './readNames';
import { readPrices } from './readPrices';
import { readPrometheus } from './readPrometheus';
import { readScrapeSource } from './readScrape';
import type { MetricsConfig, MetricsSourceConfig } from './types';

const KEY = 'modelServing.metrics';
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/**
 * Reads `modelServing.metrics` and `modelServing.prices`.
 *
 * @throws InputError that names the key, and never a secret.
 */
export function readMetricsConfig(config: Config): MetricsConfig {
  const metrics = config.getOptionalConfig(KEY);
  const sources = (metrics?.getOptionalConfigArray('sources') ?? []).map(
    (entry, index) => readSource(entry, `${KEY}.sources[${index}]`),
  );
  rejectTakenIds(sources);
  const prices = readPrices(config);
  return {
    refreshMs: metrics
      ? readMs(metrics, 'refresh', KEY, {
          default: 15 * SECOND,
          min: 5 * SECOND,
          max: 300 * SECOND,
        })
      : 15 * SECOND,
    idle: readIdle(metrics),
    names: readNames(config),
    sources,
    ...(prices && { prices }),
  };
}

function readSource(entry: Config, key: string): MetricsSourceConfig {
  const id = entry.getString('id');
  const base = { id, title: entry.getOptionalString('title') ?? id };
  const type = entry.getString('type');
  switch (type) {
    case 'prometheus':
      return readPrometheus(entry, key, base);
    case 'scrape':
      return readScrapeSource(entry, key, base);
    default:
      throw new InputError(
        `${at(key, 'type')} is '${type}'; allowed: prometheus, scrape`,
      );
  }
}

function rejectTakenIds(sources: readonly MetricsSourceConfig[]): void {
  const taken = new Set<string>();
  for (const [index, { id }] of sources.entries()) {
    if (taken.has(id)) {
      throw new InputError(
        `${at(
          `${KEY}.sources[${index}]`,
          'id',
        )} is '${id}', which another source has`,
      );
    }
    taken.add(id);
  }
}

function readIdle(metrics: Config | undefined): MetricsConfig['idle'] {
  const idle = metrics?.getOptionalConfig('idle');
  const key = `${KEY}.idle`;
  const belowShare = idle?.getOptionalNumber('below') ?? 0.05;
  if (!(belowShare > 0 && belowShare <= 1)) {
    throw new InputError(`${at(key, 'below')} must be over 0 and at most 1`);
  }
  const afterMs = idle
    ? readMs(idle, 'after', key, {
        default: HOUR,
        min: 60 * SECOND,
        max: 24 * HOUR,
      })
    : HOUR;
  return { belowShare, afterSeconds: afterMs / SECOND };
}
