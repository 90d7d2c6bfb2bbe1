import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DEFAULT_NAMES,
  isMeasureName,
  MEASURE_NAMES,
  MEASURES,
  overrideNames,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  MetricAlternative,
  NamesTable,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { at, readLabel, readTexts } from './keys';

const KEY = 'modelServing.metrics.names';
const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** Measures that have names; the others are made of these. */
const NAMED = MEASURE_NAMES.filter(name => MEASURES[name].from === undefined);

/** Reads `modelServing.metrics.names`: under which names measures are exposed. */
export function readNames(config: Config): NamesTable {
  const names = config.getOptionalConfig(KEY);
  const overrides = (names?.keys() ?? []).map(measure => {
    if (!isMeasureName(measure) || !NAMED.includes(measure)) {
      throw new InputError(
        `${at(KEY, measure)} is no measure; allowed: ${NAMED.join(', ')}`,
      );
    }
    const alternatives = names?.getConfigArray(measure) ?? [];
    return [
      measure,
      alternatives.map((entry, index) =>
        readAlternative(entry, `${KEY}.${measure}[${index}]`),
      ),
    ];
  });
  return overrideNames(DEFAULT_NAMES, Object.fromEntries(overrides));
}

function readAlternative(entry: Config, key: string): MetricAlternative {
  const metric = entry.getString('metric');
  if (!METRIC.test(metric)) {
    throw new InputError(
      `${at(
        key,
        'metric',
      )} is '${metric}'; a metric of Prometheus has letters, digits, '_' and ':'`,
    );
  }
  const scale = entry.getOptionalNumber('scale');
  if (scale !== undefined && !(scale > 0)) {
    throw new InputError(`${at(key, 'scale')} must be greater than 0`);
  }
  const where = readMatchers(entry, 'where', key);
  const whereMatches = readMatchers(entry, 'whereMatches', key);
  for (const [label, pattern] of Object.entries(whereMatches)) {
    checkPattern(pattern, at(key, `whereMatches.${label}`));
  }
  return {
    metric,
    ...(scale !== undefined && { scale }),
    ...(Object.keys(where).length > 0 && { where }),
    ...(Object.keys(whereMatches).length > 0 && { whereMatches }),
  };
}

function readMatchers(
  entry: Config,
  name: 'where' | 'whereMatches',
  key: string,
): Record<string, string> {
  const matchers = readTexts(entry, name, key);
  for (const label of Object.keys(matchers)) {
    readLabel(label, at(key, name));
  }
  return matchers;
}

function checkPattern(pattern: string, where: string): void {
  try {
    RegExp(pattern);
  } catch {
    throw new InputError(`${where} is no regular expression`);
  }
}
