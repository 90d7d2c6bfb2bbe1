import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readGitOpsConfig } from '..';

const repository = {
  id: 'fleet',
  url: 'https://git.example.com/platform/fleet.git',
  root: 'fleet',
  delivery: 'argocd',
  clusters: ['eu'],
  tenants: [
    { name: 'chat', owner: 'group:default/chat', namespaces: ['chat'] },
  ],
};

function read(platform: JsonObject, own?: JsonObject) {
  const [first] = readGitOpsConfig(
    new ConfigReader({
      modelServing: {
        platform,
        gitops: {
          repositories: [
            own === undefined ? repository : { ...repository, platform: own },
          ],
        },
      },
    }),
  );
  return first?.platform;
}

const whole = {
  choices: {
    runtime: { default: 'deployment', allowed: ['deployment', 'kserve'] },
    networkPolicy: { default: true, locked: true },
    queueTarget: { default: 8 },
    costCenter: { default: '' },
  },
  gateway: {
    name: 'models',
    namespace: 'gateways',
    hostname: '{service}-{namespace}.{cluster}.example.com',
  },
  ingress: {
    className: 'nginx',
    hostname: '{service}.example.com',
    clusterIssuer: 'letsencrypt',
  },
  network: { clientNamespaces: ['apps'], hubCidrs: ['10.0.0.0/8'] },
  monitoring: { namespace: 'monitoring', labels: { release: 'prometheus' } },
  autoscaling: {
    prometheusAddress: 'http://prometheus.monitoring:9090',
    podMetric: 'vllm_num_requests_waiting',
    arrivalQuery: 'sum(rate(requests{route="{service}"}[1m]))',
  },
  secretStore: {
    kind: 'ClusterSecretStore',
    name: 'vault',
    key: 'hub/{tenant}',
  },
  modelCache: { storageClass: 'shared' },
  loading: { bytesPerSecond: 200_000_000 },
  images: { vllm: `registry.example.com/vllm@sha256:${'a'.repeat(64)}` },
  mirrors: [
    {
      cluster: 'eu',
      images: { 'docker.io/vllm/vllm-openai': 'mirror.eu:5000/vllm' },
      hub: 'https://hub.eu.example.com',
    },
  ],
  labels: { 'example.com/unit': 'ai' },
  costLabel: 'example.com/cost-center',
  ci: 'gitlab',
  signatures: 'kyverno',
  argocd: { namespace: 'argo', clusterNames: { eu: 'in-cluster' } },
  flux: { namespace: 'flux-system', sourceName: 'fleet' },
};

describe('readPlatform', () => {
  it('is absent where nobody configured anything', () => {
    const [first] = readGitOpsConfig(
      new ConfigReader({
        modelServing: { gitops: { repositories: [repository] } },
      }),
    );
    expect(first).not.toHaveProperty('platform');
  });

  it('reads every part', () => {
    expect(read(whole)).toEqual(whole);
  });

  it('lets a repository replace parts and single choices', () => {
    expect(
      read(whole, {
        network: { clientNamespaces: ['web'] },
        choices: { runtime: { default: 'kserve', locked: true } },
      }),
    ).toEqual({
      ...whole,
      network: { clientNamespaces: ['web'] },
      choices: {
        ...whole.choices,
        runtime: { default: 'kserve', locked: true },
      },
    });
  });

  const p = 'modelServing.platform';
  it.each<[string, JsonObject, string[]]>([
    [
      'choice',
      { choices: { colour: {} } },
      [`${p}.choices.colour`, 'exposure'],
    ],
    [
      'value',
      { choices: { runtime: { default: 'helm' } } },
      ["'helm'", 'kserve, deployment'],
    ],
    [
      'lock without a value',
      { choices: { alerts: { locked: true } } },
      ['alerts', "'default'"],
    ],
    [
      'default that is not allowed',
      { choices: { runtime: { default: 'kserve', allowed: ['deployment'] } } },
      ['kserve', 'does not allow'],
    ],
    [
      'default that is not offered',
      { choices: { exposure: { default: 'ingress' } } },
      [`${p}.choices.exposure.default`, 'modelServing.platform.ingress'],
    ],
    [
      'host name without the service',
      { gateway: { ...whole.gateway, hostname: 'models.example.com' } },
      [`${p}.gateway.hostname`, '{service}'],
    ],
    [
      'placeholder',
      { gateway: { ...whole.gateway, hostname: '{service}.{team}.org' } },
      [`${p}.gateway.hostname`, '{tenant}'],
    ],
    [
      'host name with a line break',
      { gateway: { ...whole.gateway, hostname: '{service}\n- x' } },
      [`${p}.gateway.hostname`],
    ],
    ['image without a digest', { images: { vllm: 'vllm:v1' } }, ['digest']],
    [
      'address with credentials',
      { autoscaling: { prometheusAddress: 'http://me:s3cret@p' } },
      [`${p}.autoscaling.prometheusAddress`, 'credentials'],
    ],
    ['range', { network: { hubCidrs: ['everywhere'] } }, [`${p}.network`]],
    ['label', { labels: { unit: 'a b' } }, [`${p}.labels.unit`, "'a b'"]],
    ['pipeline', { ci: 'make' }, [`${p}.ci`, 'github, gitlab, tekton']],
    [
      'mirror that is there twice',
      { mirrors: [{ cluster: 'eu' }, { cluster: 'eu' }] },
      [`${p}.mirrors[1].cluster`],
    ],
    ['speed', { loading: { bytesPerSecond: 1 } }, [`${p}.loading`]],
  ])('rejects a wrong %s', (_, platform, parts) => {
    let message = '';
    try {
      read(platform);
    } catch (error) {
      message = String(error);
    }
    for (const part of parts) {
      expect(message).toContain(part);
    }
    expect(message).not.toContain('s3cret');
  });
});
