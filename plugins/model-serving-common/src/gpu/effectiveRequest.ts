/** Accelerators by resource name. @public */
export type ResourceCounts = Readonly<Record<string, number>>;

/** One container's share in what its pod needs. @public */
export interface ContainerRequest {
  /** `sidecar` = an init container with `restartPolicy: Always`. */
  readonly role: 'init' | 'sidecar' | 'container';
  readonly requests: ResourceCounts;
}

/**
 * What the scheduler reserves for a pod: the algorithm of Kubernetes v1.36,
 * `component-helpers/resource/helpers.go`, for extended resources.
 *
 * Init containers run one after another, each beside the sidecars that were
 * started before it, and give back what they held; so the pod needs the most
 * of any moment, not the sum.
 *
 * @param containers - init containers and sidecars in the pod's order, and the
 * other containers in any order.
 * @public
 */
export function effectiveRequest(
  containers: readonly ContainerRequest[],
  overhead: ResourceCounts = {},
): ResourceCounts {
  const names = new Set(
    [...containers.map(({ requests }) => requests), overhead].flatMap(counts =>
      Object.keys(counts),
    ),
  );
  const total: Record<string, number> = {};
  for (const name of names) {
    const amount = peak(containers, name) + (overhead[name] ?? 0);
    if (amount > 0) total[name] = amount;
  }
  return total;
}

function peak(containers: readonly ContainerRequest[], name: string): number {
  let sidecars = 0;
  let starting = 0;
  let running = 0;
  for (const { role, requests } of containers) {
    const amount = requests[name] ?? 0;
    if (role === 'container') {
      running += amount;
    } else if (role === 'sidecar') {
      sidecars += amount;
      starting = Math.max(starting, sidecars);
    } else {
      starting = Math.max(starting, amount + sidecars);
    }
  }
  return Math.max(running + sidecars, starting);
}
