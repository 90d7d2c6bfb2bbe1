import type { ServiceFacts } from '../facts';
import { BASE_PATHS } from '../paths';
import type { ServiceObject } from './types';

/** The address inside the cluster of a service that KServe does not make one for. */
export function service(facts: ServiceFacts): ServiceObject {
  const { backend, backendPort, labels, podLabels } = facts;
  return {
    path: BASE_PATHS.service,
    content: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: backend, labels },
      spec: {
        selector: podLabels,
        ports: [
          {
            name: 'http',
            protocol: 'TCP',
            port: backendPort,
            targetPort: 'http',
            appProtocol: 'http',
          },
        ],
      },
    },
  };
}
