import type { ServiceFacts } from '../facts';
import { BASE_PATHS } from '../paths';
import type { ServiceObject } from './types';

const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';
const HTTPS = 443;
// Kubernetes: the address of NodeLocal DNSCache, where a cluster has one.
const NODE_LOCAL_DNS = '169.254.20.10/32';

/**
 * Denies what is not listed. Let in: the service's own namespace, the
 * gateway's, Prometheus's, and those that the platform named. Let out: names,
 * and weights from the model hub.
 */
export function networkPolicy(facts: ServiceFacts): ServiceObject {
  return {
    path: BASE_PATHS.networkPolicy,
    content: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: facts.request.service, labels: facts.labels },
      spec: {
        podSelector: { matchLabels: facts.podLabels },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          {
            from: [{ podSelector: {} }, ...callers(facts).map(fromNamespace)],
            ports: [{ protocol: 'TCP', port: facts.port }],
          },
        ],
        egress: [dns(), ...hub(facts)],
      },
    },
    comments: [
      {
        at: ['spec', 'ingress'],
        text: 'The own namespace, and what the platform lets in: the gateway, Prometheus and named callers.',
      },
      {
        at: ['spec', 'egress'],
        text: loadsFromHub(facts)
          ? 'Names, and the weights.'
          : 'Names. The weights come with the pod.',
      },
    ],
  };
}

function callers({ choices, platform }: ServiceFacts): string[] {
  const namespaces = [
    ...(platform.network?.clientNamespaces ?? []),
    choices.exposure === 'httproute' ? platform.gateway?.namespace : undefined,
    choices.exposure === 'ingress' ? platform.ingress?.namespace : undefined,
    choices.monitoring ? platform.monitoring?.namespace : undefined,
  ].filter(name => name !== undefined);
  return [...new Set(namespaces)].sort();
}

function fromNamespace(name: string) {
  return { namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: name } } };
}

/** Policies see the port of the pod that answers, which is 5353 on OpenShift. */
function dns() {
  return {
    to: [
      fromNamespace('kube-system'),
      fromNamespace('openshift-dns'),
      { ipBlock: { cidr: NODE_LOCAL_DNS } },
    ],
    ports: [53, 5353].flatMap(port =>
      ['UDP', 'TCP'].map(protocol => ({ protocol, port })),
    ),
  };
}

function hub(facts: ServiceFacts) {
  if (!loadsFromHub(facts)) {
    return [];
  }
  const { network, mirrors = [] } = facts.platform;
  const ports = new Set([
    HTTPS,
    ...mirrors.flatMap(({ hub: url }) => (url ? [portOf(url)] : [])),
  ]);
  return [
    {
      ...(network?.hubCidrs
        ? { to: network.hubCidrs.map(cidr => ({ ipBlock: { cidr } })) }
        : {}),
      ports: [...ports]
        .sort((a, b) => a - b)
        .map(port => ({
          protocol: 'TCP',
          port,
        })),
    },
  ];
}

/** Volumes and images are mounted by the node, whom no policy concerns. */
function loadsFromHub({ request }: ServiceFacts): boolean {
  return !/^(pvc|oci|oci\+native|file):/.test(request.model.artifact.uri);
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return Number(port) || (protocol === 'http:' ? 80 : HTTPS);
}
