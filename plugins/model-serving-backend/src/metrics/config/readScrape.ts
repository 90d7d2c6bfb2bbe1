import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { at, readInteger, readMs } from './keys';
import { readLabels } from './readLabels';
import type { ScrapeConfig, ScrapeTarget } from './types';

const SECOND = 1_000;
const PORT_NAME = /^[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/;
const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Reads a source of type `scrape`. */
export function readScrapeSource(
  entry: Config,
  key: string,
  base: { readonly id: string; readonly title: string },
): ScrapeConfig {
  const clusters = entry.getStringArray('clusters');
  const targets = entry
    .getConfigArray('targets')
    .map((target, index) => readTarget(target, `${key}.targets[${index}]`));
  if (clusters.length === 0 || targets.length === 0) {
    throw new InputError(
      `Configuration '${key}' must name at least one of 'clusters' and of 'targets'`,
    );
  }
  const intervalMs = readMs(entry, 'interval', key, {
    default: 30 * SECOND,
    min: 5 * SECOND,
    max: 300 * SECOND,
  });
  return {
    ...base,
    type: 'scrape',
    clusters,
    labels: readLabels(entry, key),
    intervalMs,
    timeoutMs: readMs(entry, 'timeout', key, {
      default: Math.min(5 * SECOND, intervalMs),
      min: SECOND,
      max: intervalMs,
    }),
    targets,
    mostPods: readInteger(entry, 'maxPods', key, {
      default: 500,
      min: 1,
      max: 5_000,
    }),
  };
}

function readTarget(entry: Config, key: string): ScrapeTarget {
  const selector = entry.getString('selector').trim();
  if (selector === '') {
    throw new InputError(
      `${at(key, 'selector')} must be labels, as kubectl -l takes them`,
    );
  }
  const namespaces = entry.getOptionalStringArray('namespaces');
  namespaces?.forEach((namespace, index) => {
    if (!NAMESPACE.test(namespace)) {
      throw new InputError(
        `${at(
          key,
          `namespaces[${index}]`,
        )} is '${namespace}', which is no namespace`,
      );
    }
  });
  return {
    selector,
    ...(namespaces && { namespaces }),
    port: readPort(entry, key),
    path: readPath(entry, key),
  };
}

function readPort(entry: Config, key: string): string | number {
  const port = entry.get('port');
  const value =
    typeof port === 'string' && /^\d+$/.test(port) ? Number(port) : port;
  const isPort =
    typeof value === 'number'
      ? Number.isInteger(value) && value > 0 && value < 65_536
      : typeof value === 'string' && PORT_NAME.test(value);
  if (!isPort || (typeof value !== 'number' && typeof value !== 'string')) {
    throw new InputError(
      `${at(
        key,
        'port',
      )} must be the name or the number of a port that the pods declare`,
    );
  }
  return value;
}

function readPath(entry: Config, key: string): string {
  const path = entry.getOptionalString('path') ?? '/metrics';
  const isPath =
    /^\/[A-Za-z0-9._~/-]+$/.test(path) && !path.split('/').includes('..');
  if (!isPath) {
    throw new InputError(`${at(key, 'path')} is '${path}', which is no path`);
  }
  return path;
}
