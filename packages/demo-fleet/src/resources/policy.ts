import { z } from 'zod';
import { specResource } from './resource';

/** Kinds that a GitOps folder may hold and that nothing here acts on. */

export const networkPolicyResource = specResource(
  {
    group: 'networking.k8s.io',
    version: 'v1',
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
    shortNames: ['netpol'],
    description:
      'Which traffic may reach the selected pods. Not enforced here.',
  },
  z.looseObject({ podSelector: z.looseObject({}) }),
  z.looseObject({}),
);

export const disruptionBudgetResource = specResource(
  {
    group: 'policy',
    version: 'v1',
    kind: 'PodDisruptionBudget',
    plural: 'poddisruptionbudgets',
    shortNames: ['pdb'],
    description: 'How many pods may be away at once. Not enforced here.',
  },
  z.looseObject({}),
  z.looseObject({}),
);
