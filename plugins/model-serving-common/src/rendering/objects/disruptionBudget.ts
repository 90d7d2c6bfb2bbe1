import type { ServiceFacts } from '../facts';
import { BASE_PATHS } from '../paths';
import type { ServiceObject } from './types';

/**
 * Lets maintenance take one replica at a time. A budget of one that may be
 * gone never blocks a drain, not even of a service with one replica, which
 * `minAvailable: 1` would do for ever.
 */
export function disruptionBudget(facts: ServiceFacts): ServiceObject {
  return {
    path: BASE_PATHS.disruptionBudget,
    content: {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: facts.request.service, labels: facts.labels },
      spec: {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: facts.podLabels },
      },
    },
    comments: [
      {
        at: ['spec', 'maxUnavailable'],
        text: 'One at a time, and never none: with a single replica a drain still goes on.',
      },
      {
        at: ['spec', 'unhealthyPodEvictionPolicy'],
        text: 'A replica that does not serve anyway holds up nobody.',
      },
    ],
    defaults: [['spec', 'maxUnavailable']],
  };
}
