import type { PlatformPolicy } from '@modelfleet/backstage-plugin-model-serving-common';

/** A platform that offers everything that a service can choose. @public */
export const wholePlatform: PlatformPolicy = {
  gateway: {
    name: 'models',
    namespace: 'gateways',
    section: 'https',
    hostname: '{service}.{namespace}.{cluster}.models.example.com',
  },
  ingress: {
    className: 'nginx',
    hostname: '{service}-{tenant}.{cluster}.example.com',
    clusterIssuer: 'letsencrypt',
    namespace: 'ingress-nginx',
  },
  network: { clientNamespaces: ['apps'], hubCidrs: ['203.0.113.0/24'] },
  monitoring: {
    namespace: 'monitoring',
    labels: { release: 'kube-prometheus-stack' },
  },
  autoscaling: {
    prometheusAddress: 'http://prometheus.monitoring.svc:9090',
    podMetric: 'vllm_num_requests_waiting',
    arrivalQuery:
      'sum(rate(gateway_requests_total{service="{service}",namespace="{namespace}"}[2m]))',
  },
  secretStore: {
    kind: 'ClusterSecretStore',
    name: 'vault',
    key: 'tenants/{tenant}/hub',
    property: 'token',
  },
  modelCache: { storageClass: 'shared' },
  loading: { bytesPerSecond: 200_000_000 },
  kserve: { runtime: 'platform-vllm', runtimeRocm: 'platform-vllm-rocm' },
  images: {
    vllmRocm: `registry.example.com/vllm-rocm@sha256:${'b'.repeat(64)}`,
  },
  mirrors: [
    {
      cluster: 'edge-plant',
      images: {
        'docker.io/vllm/vllm-openai': 'registry.edge.example.com:5000/vllm',
      },
      hub: 'https://hub.edge.example.com:8443',
    },
  ],
  labels: { 'example.com/environment': 'test' },
  costLabel: 'example.com/cost-center',
};
