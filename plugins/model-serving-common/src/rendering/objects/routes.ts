import type { ServiceFacts } from '../facts';
import { BASE_PATHS } from '../paths';
import { hostnameOf, hostsDiffer } from './hostname';
import type { ServiceObject } from './types';

const OWN_HOST = 'Every overlay states its own.';

// A long answer is streamed for minutes, and a prompt may hold pictures.
const NGINX = {
  'nginx.ingress.kubernetes.io/proxy-read-timeout': '600',
  'nginx.ingress.kubernetes.io/proxy-body-size': '32m',
} as const;

/**
 * Attaches the service to the platform's Gateway. TLS ends at the listener,
 * whose certificate cert-manager issues for the Gateway: a route can neither
 * forget it nor choose another.
 */
export function httpRoute(facts: ServiceFacts): ServiceObject {
  const { request, platform, labels, backend, backendPort } = facts;
  const { gateway } = platform;
  return {
    path: BASE_PATHS.httpRoute,
    content: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: request.service, labels },
      spec: {
        parentRefs: [
          {
            group: 'gateway.networking.k8s.io',
            kind: 'Gateway',
            namespace: gateway?.namespace,
            name: gateway?.name,
            ...(gateway?.section ? { sectionName: gateway.section } : {}),
          },
        ],
        hostnames: [hostnameOf(request)],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/v1' } }],
            backendRefs: [
              { group: '', kind: 'Service', name: backend, port: backendPort },
            ],
          },
        ],
      },
    },
    comments: [
      ...(hostsDiffer(request)
        ? [{ at: ['spec', 'hostnames'], text: OWN_HOST }]
        : []),
      {
        at: ['spec', 'rules'],
        text: 'The API alone: metrics and health are for the inside.',
      },
    ],
    defaults: hostsDiffer(request) ? [['spec', 'hostnames']] : [],
  };
}

/** Reaches the service through the ingress controller, with a certificate. */
export function ingress(facts: ServiceFacts): ServiceObject {
  const { request, platform, labels, backend, backendPort } = facts;
  const host = hostnameOf(request);
  const className = platform.ingress?.className;
  return {
    path: BASE_PATHS.ingress,
    content: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        name: request.service,
        labels,
        annotations: {
          'cert-manager.io/cluster-issuer': platform.ingress?.clusterIssuer,
          ...(className === 'nginx' ? NGINX : {}),
        },
      },
      spec: {
        ingressClassName: className,
        tls: [{ hosts: [host], secretName: `${request.service}-tls` }],
        rules: [
          {
            host,
            http: {
              paths: [
                {
                  path: '/v1',
                  pathType: 'Prefix',
                  backend: {
                    service: { name: backend, port: { number: backendPort } },
                  },
                },
              ],
            },
          },
        ],
      },
    },
    comments: [
      ...(hostsDiffer(request)
        ? [{ at: ['spec', 'tls'], text: OWN_HOST }]
        : []),
    ],
    defaults: hostsDiffer(request)
      ? [
          ['spec', 'tls'],
          ['spec', 'rules'],
        ]
      : [],
    owned: Object.keys(NGINX).map(key => ['metadata', 'annotations', key]),
  };
}
