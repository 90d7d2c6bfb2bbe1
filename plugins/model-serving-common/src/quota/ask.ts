import { parseQuantity, type Amounts } from '../observed';
import type { ServiceChoices, ServiceRuntime } from '../gitops';
import { DEFAULT_GPU_RESOURCE, type Placement } from '../rendering';
import { hostResources } from '../rendering/resources';

/** What one container asks for, and may take. @public */
export interface ContainerAsk {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** What a service asks of a namespace. @public */
export interface NamespaceAsk {
  /** Pods that shall run. */
  readonly replicas: number;
  /** Pods that an autoscaler may start at most; default: `replicas`. */
  readonly most?: number;
  /** Pods beside these while another version takes over; default: none. */
  readonly surge?: number;
  /** What one pod asks for, in cores, bytes and devices. */
  readonly requests: Amounts;
  /** What one pod may take at most. */
  readonly limits: Amounts;
  /** The same by container; default: the pod has one. */
  readonly containers?: readonly ContainerAsk[];
  /** Name of the LocalQueue (Kueue) that it waits in; none by default. */
  readonly queue?: string;
  /** Objects beside the pods, as quotas count them: `services`, `deployments.apps`. */
  readonly objects?: Amounts;
}

/** Resources that quotas count by requests and by limits. */
export const COMPUTE: ReadonlySet<string> = new Set([
  'cpu',
  'memory',
  'ephemeral-storage',
]);

/**
 * What a placement comes to as the renderer writes it: its GPUs, and the cores
 * and the memory that they need of their host.
 *
 * @param replacement - How a new version takes over; default: it starts first.
 * @public
 */
export function askOfPlacement(
  placement: Placement,
  runtime: ServiceRuntime = 'kserve',
  replacement: ServiceChoices['replacement'] = 'startFirst',
): NamespaceAsk {
  const { replicas, maxReplicas, gpusPerReplica } = placement;
  const { requests, limits } = hostResources(gpusPerReplica);
  const gpus = {
    [placement.resourceName ?? DEFAULT_GPU_RESOURCE]: gpusPerReplica,
  };
  const most = Math.max(replicas, maxReplicas ?? replicas);
  return {
    replicas,
    ...(most > replicas && { most }),
    surge: surgeOf(replicas, runtime, replacement),
    requests: { ...amounts(requests), ...gpus },
    limits: { ...amounts(limits), ...gpus },
  };
}

/** As the renderer writes it; of `byRoom`, where there is room. */
function surgeOf(
  replicas: number,
  runtime: ServiceRuntime,
  replacement: ServiceChoices['replacement'],
): number {
  if (replacement === 'stopFirst') {
    return 0;
  }
  return runtime === 'deployment' || replacement === 'byRoom'
    ? 1
    : defaultSurge(replicas);
}

/** Kubernetes' own `maxSurge` of a Deployment, which is KServe's too: 25 %, rounded up. */
export function defaultSurge(replicas: number): number {
  return Math.ceil(replicas / 4);
}

function amounts(quantities: Readonly<Record<string, string>>): Amounts {
  return Object.fromEntries(
    Object.entries(quantities).map(([name, text]) => [
      name,
      parseQuantity(text) ?? 0,
    ]),
  );
}
