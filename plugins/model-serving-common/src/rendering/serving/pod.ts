import type { ServiceFacts } from '../facts';

// Kubernetes: well-known labels of nodes.
const NODE = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';

/** Pod Security, profile `restricted`: what belongs to the pod. */
export const RESTRICTED_POD = {
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
} as const;

/** Pod Security, profile `restricted`: what belongs to a container. */
export const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
} as const;

/**
 * Spreads replicas where there is room. GPUs are scarce: a replica that cannot
 * be elsewhere is better beside another than nowhere.
 */
export function topologySpread({ choices, podLabels }: ServiceFacts) {
  const over = (topologyKey: string) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: podLabels },
    matchLabelKeys: ['pod-template-hash'],
  });
  switch (choices.topologySpread) {
    case 'nodes':
      return { topologySpreadConstraints: [over(NODE)] };
    case 'zones':
      return { topologySpreadConstraints: [over(ZONE), over(NODE)] };
    default:
      return {};
  }
}

/** Reads {@link topologySpread} back. */
export function readTopologySpread(
  constraints: unknown,
): 'none' | 'nodes' | 'zones' {
  const list: readonly unknown[] = Array.isArray(constraints)
    ? constraints
    : [];
  const keys = list.map(entry =>
    typeof entry === 'object' && entry !== null && 'topologyKey' in entry
      ? entry.topologyKey
      : undefined,
  );
  if (keys.includes(ZONE)) {
    return 'zones';
  }
  return keys.includes(NODE) ? 'nodes' : 'none';
}
