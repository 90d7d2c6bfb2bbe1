import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  platformChoices,
  type PlatformPolicy,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { rejectDuplicates } from '../names';
import { readOwner } from '../readOwner';
import {
  CIDR,
  defined,
  DNS_LABEL,
  IMAGE_NAME,
  LABEL_KEY,
  LABEL_VALUE,
  METRIC,
  OBJECT_NAME,
  ONE_LINE,
  optionalMap,
  optionalText,
  optionalWord,
  PINNED_IMAGE,
  text,
  texts,
} from './fields';
import { readHostname } from './hostname';
import { readChoices } from './readChoices';
import { readAddress } from './readAddress';

type Reader<T> = (config: Config, key: string) => T;

/**
 * Reads what the platform team decided (`modelServing.platform`, and the same
 * keys of a repository, which replace those for all).
 *
 * @throws InputError that names the key, the value and what is allowed.
 */
export function readPlatform(config: Config, key: string): PlatformPolicy {
  const part = <T>(name: string, read: Reader<T>): T | undefined =>
    config.has(name)
      ? read(config.getConfig(name), `${key}.${name}`)
      : undefined;
  return defined({
    owner: config.has('owner') ? readOwner(config, key) : undefined,
    choices: part('choices', readChoices),
    gateway: part('gateway', readGateway),
    ingress: part('ingress', readIngress),
    network: part('network', readNetwork),
    monitoring: part('monitoring', readMonitoring),
    autoscaling: part('autoscaling', readAutoscaling),
    secretStore: part('secretStore', readSecretStore),
    modelCache: part('modelCache', (entry, at) => ({
      storageClass: text(entry, 'storageClass', at, OBJECT_NAME),
    })),
    loading: part('loading', readLoading),
    images: part('images', (entry, at) =>
      defined({
        vllm: optionalText(entry, 'vllm', at, PINNED_IMAGE),
        vllmRocm: optionalText(entry, 'vllmRocm', at, PINNED_IMAGE),
      }),
    ),
    kserve: part('kserve', (entry, at) =>
      defined({
        runtime: optionalText(entry, 'runtime', at, OBJECT_NAME),
        runtimeRocm: optionalText(entry, 'runtimeRocm', at, OBJECT_NAME),
      }),
    ),
    mirrors: readMirrors(config, key),
    labels: optionalMap(config, 'labels', key, LABEL_KEY, LABEL_VALUE),
    costLabel: optionalText(config, 'costLabel', key, LABEL_KEY),
    ci: optionalWord(config, 'ci', key, ['github', 'gitlab', 'tekton']),
    signatures: optionalWord(config, 'signatures', key, [
      'policy-controller',
      'kyverno',
    ]),
    argocd: part('argocd', (entry, at) =>
      defined({
        namespace: optionalText(entry, 'namespace', at, DNS_LABEL),
        clusterNames: optionalMap(
          entry,
          'clusterNames',
          at,
          ONE_LINE,
          ONE_LINE,
        ),
      }),
    ),
    flux: part('flux', (entry, at) =>
      defined({
        namespace: optionalText(entry, 'namespace', at, DNS_LABEL),
        sourceName: optionalText(entry, 'sourceName', at, OBJECT_NAME),
      }),
    ),
  });
}

/** What holds for one repository: what holds for all, with its own instead. */
export function mergePlatform(
  common: PlatformPolicy,
  own: PlatformPolicy,
  where: string,
): PlatformPolicy {
  const choices = { ...common.choices, ...own.choices };
  const merged: PlatformPolicy = {
    ...common,
    ...own,
    ...(Object.keys(choices).length > 0 ? { choices } : {}),
  };
  for (const { name, value, unavailable } of platformChoices(merged)) {
    const lack = unavailable.find(
      entry => entry.value === value && entry.runtime === undefined,
    );
    if (lack) {
      throw new InputError(
        `Configuration '${where}.choices.${name}.default' is ${value}, which is not offered: ${lack.reason}`,
      );
    }
  }
  return merged;
}

function readGateway(config: Config, key: string) {
  return defined({
    name: text(config, 'name', key, OBJECT_NAME),
    namespace: text(config, 'namespace', key, DNS_LABEL),
    section: optionalText(config, 'section', key, OBJECT_NAME),
    hostname: readHostname(config, key),
  });
}

function readIngress(config: Config, key: string) {
  return defined({
    className: text(config, 'className', key, OBJECT_NAME),
    hostname: readHostname(config, key),
    clusterIssuer: text(config, 'clusterIssuer', key, OBJECT_NAME),
    namespace: optionalText(config, 'namespace', key, DNS_LABEL),
  });
}

function readNetwork(config: Config, key: string) {
  const hubCidrs = texts(config, 'hubCidrs', key, CIDR);
  return defined({
    clientNamespaces: texts(config, 'clientNamespaces', key, DNS_LABEL),
    hubCidrs: hubCidrs.length > 0 ? hubCidrs : undefined,
  });
}

function readMonitoring(config: Config, key: string) {
  return defined({
    namespace: text(config, 'namespace', key, DNS_LABEL),
    labels: optionalMap(config, 'labels', key, LABEL_KEY, LABEL_VALUE),
  });
}

function readAutoscaling(config: Config, key: string) {
  return defined({
    prometheusAddress: readAddress(config, 'prometheusAddress', key),
    podMetric: optionalText(config, 'podMetric', key, METRIC),
    arrivalQuery: optionalText(config, 'arrivalQuery', key, ONE_LINE),
  });
}

function readSecretStore(config: Config, key: string) {
  return defined({
    kind:
      optionalWord(config, 'kind', key, [
        'ClusterSecretStore',
        'SecretStore',
      ] as const) ?? ('ClusterSecretStore' as const),
    name: text(config, 'name', key, OBJECT_NAME),
    key: text(config, 'key', key, ONE_LINE),
    property: optionalText(config, 'property', key, ONE_LINE),
  });
}

function readLoading(config: Config, key: string) {
  const bytesPerSecond = config.getNumber('bytesPerSecond');
  if (!(bytesPerSecond >= 1_000_000)) {
    throw new InputError(
      `Configuration '${key}.bytesPerSecond' is ${bytesPerSecond}; it must be at least 1000000`,
    );
  }
  return { bytesPerSecond };
}

function readMirrors(config: Config, key: string) {
  const mirrors = config
    .getOptionalConfigArray('mirrors')
    ?.map((entry, index) => {
      const at = `${key}.mirrors[${index}]`;
      return defined({
        cluster: text(entry, 'cluster', at, ONE_LINE),
        images: optionalMap(entry, 'images', at, IMAGE_NAME, IMAGE_NAME),
        hub: readAddress(entry, 'hub', at),
      });
    });
  rejectDuplicates(
    (mirrors ?? []).map(({ cluster }) => cluster),
    index => `${key}.mirrors[${index}].cluster`,
  );
  return mirrors;
}
