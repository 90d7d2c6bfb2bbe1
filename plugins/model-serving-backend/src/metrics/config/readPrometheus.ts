import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { at, readInteger, readLabel, readMs, readTexts } from './keys';
import { readLabels } from './readLabels';
import type { PrometheusAuth, PrometheusConfig, PrometheusTls } from './types';

const SECOND = 1_000;
const HEADER = /^[A-Za-z0-9-]+$/;

/** Reads a source of type `prometheus`. */
export function readPrometheus(
  entry: Config,
  key: string,
  base: { readonly id: string; readonly title: string },
): PrometheusConfig {
  const clusters = entry.getOptionalStringArray('clusters');
  const label = entry.getOptionalString('clusterLabel');
  if (!label && clusters?.length !== 1) {
    throw new InputError(
      `${at(
        key,
        'clusterLabel',
      )} must say which label tells clusters apart, or ` +
        `'${key}.clusters' must name the one cluster that the store is of`,
    );
  }
  const auth = readAuth(entry, key);
  const tls = readTls(entry, key);
  return {
    ...base,
    type: 'prometheus',
    url: readUrl(entry, key),
    ...(clusters && { clusters }),
    ...(label && {
      clusterLabel: readLabel(label, at(key, 'clusterLabel')),
    }),
    clusterNames: new Map(
      Object.entries(readTexts(entry, 'clusterNames', key)),
    ),
    labels: readLabels(entry, key),
    headers: readHeaders(entry, key),
    params: readTexts(entry, 'params', key),
    ...(auth && { auth }),
    ...(tls && { tls }),
    timeoutMs: readMs(entry, 'timeout', key, {
      default: 10 * SECOND,
      min: SECOND,
      max: 60 * SECOND,
    }),
    mostSeries: readInteger(entry, 'maxSeries', key, {
      default: 100_000,
      min: 100,
      max: 1_000_000,
    }),
  };
}

function readUrl(entry: Config, key: string): string {
  const value = entry.getString('url');
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(`${at(key, 'url')} must be an http or https URL`);
  }
  if (url.username || url.password) {
    // The value is not repeated: it holds a secret.
    throw new InputError(
      `${at(
        key,
        'url',
      )} must not hold credentials; put them under '${key}.auth'`,
    );
  }
  if (url.search || url.hash) {
    throw new InputError(
      `${at(key, 'url')} must not have a query; put it under '${key}.params'`,
    );
  }
  return value.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
}

function readHeaders(entry: Config, key: string): Record<string, string> {
  const headers = readTexts(entry, 'headers', key);
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER.test(name) || /[\r\n]/.test(value)) {
      throw new InputError(`${at(key, `headers.${name}`)} is no HTTP header`);
    }
  }
  return headers;
}

function readAuth(entry: Config, parent: string): PrometheusAuth | undefined {
  const auth = entry.getOptionalConfig('auth');
  if (!auth) return undefined;
  const key = `${parent}.auth`;
  const type = auth.getString('type');
  switch (type) {
    case 'basic':
      return {
        type,
        username: auth.getString('username'),
        password: auth.getString('password'),
      };
    case 'bearer':
      return { type, token: auth.getString('token') };
    default:
      throw new InputError(
        `${at(
          key,
          'type',
        )} is '${type}'; allowed: basic, bearer (a client certificate goes under '${parent}.tls')`,
      );
  }
}

function readTls(entry: Config, parent: string): PrometheusTls | undefined {
  const tls = entry.getOptionalConfig('tls');
  if (!tls) return undefined;
  const ca = tls.getOptionalString('ca');
  const certificate = tls.getOptionalString('certificate');
  const key = tls.getOptionalString('key');
  if (Boolean(certificate) !== Boolean(key)) {
    throw new InputError(
      `${at(
        `${parent}.tls`,
        'certificate',
      )} and '${parent}.tls.key' go together`,
    );
  }
  return {
    ...(ca && { ca }),
    ...(certificate && { certificate }),
    ...(key && { key }),
  };
}
