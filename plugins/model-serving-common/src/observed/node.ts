import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import type { ResourceCounts } from '../gpu/effectiveRequest';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/**
 * A node, as far as accelerators are concerned.
 *
 * @public
 */
export interface NodeRecord extends ObservedRecord {
  /** The Ready condition is True. */
  readonly ready: boolean;
  /** Cordoned: `spec.unschedulable`. */
  readonly cordoned: boolean;
  /** Taints that keep pods away: effect NoSchedule or NoExecute. */
  readonly taints: readonly { readonly key: string; readonly value?: string }[];
  /** Accelerators only. */
  readonly capacity: ResourceCounts;
  readonly allocatable: ResourceCounts;
  /** Accelerators of which it gives a number that is none. */
  readonly unreadable?: readonly string[];
}

// Labels that say what hardware a node has, and those that pods select by.
const KEPT_LABELS =
  /^(?:nvidia\.com\/(?:gpu\.(?:product|memory|count|replicas|family|sharing-strategy)|mig.*)|(?:beta\.)?amd\.com\/gpu\..*|gpu\.intel\.com\/(?:product|family|memory\.max|device\.count)|habana\.ai\/.*|cloud\.google\.com\/gke-(?:(?:tpu-)?accelerator|gpu-sharing-strategy|gpu-partition-size|max-shared-clients-per-gpu)|node\.kubernetes\.io\/instance-type|topology\.kubernetes\.io\/(?:region|zone)|kubernetes\.io\/(?:hostname|arch))$/;

/**
 * The projection of nodes, Kubernetes v1.36 `core/v1.Node`. Every node leaves
 * a record: a node that lost its accelerators must be seen to have none.
 *
 * @public
 */
export function createNodeProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<NodeRecord> {
  const named = new Set(
    accelerators.flatMap(({ productLabels, memoryLabel }) => [
      ...productLabels,
      ...(memoryLabel ? [memoryLabel.name] : []),
    ]),
  );
  const isKept = (label: string) => KEPT_LABELS.test(label) || named.has(label);
  return {
    resource: { group: '', kind: 'Node', plural: 'nodes', versions: ['v1'] },
    project(raw) {
      const node = ObjectReader.create(raw, 'Node');
      const spec = node.object('spec');
      const status = node.object('status');
      const capacity = readCounts(status.object('capacity'), accelerators);
      const free = readCounts(status.object('allocatable'), accelerators);
      const unreadable = new Set([...capacity.unreadable, ...free.unreadable]);
      return {
        meta: readMeta(node, isKept),
        ready: status
          .list('conditions')
          .some(
            condition =>
              condition.optionalString('type') === 'Ready' &&
              condition.optionalString('status') === 'True',
          ),
        cordoned: spec.optionalBoolean('unschedulable') ?? false,
        taints: spec.list('taints').filter(keepsPodsAway).map(readTaint),
        capacity: capacity.counts,
        allocatable: free.counts,
        ...(unreadable.size > 0 && { unreadable: [...unreadable].sort() }),
      };
    },
  };
}

/** With the resource names that are known by default. @public */
export const nodeProjection: Projection<NodeRecord> = createNodeProjection();

function keepsPodsAway(taint: ObjectReader): boolean {
  const effect = taint.optionalString('effect');
  return effect === 'NoSchedule' || effect === 'NoExecute';
}

function readTaint(taint: ObjectReader): NodeRecord['taints'][number] {
  const value = taint.optionalString('value');
  return { key: taint.string('key'), ...(value && { value }) };
}

/** One number that cannot be read must not hide the node's other devices. */
function readCounts(
  list: ObjectReader,
  accelerators: readonly AcceleratorRule[],
): { counts: ResourceCounts; unreadable: readonly string[] } {
  const counts: Record<string, number> = {};
  const unreadable: string[] = [];
  for (const name of list.keys()) {
    if (!acceleratorRule(name, accelerators)) continue;
    const amount = list.optionalQuantity(name);
    if (amount === undefined) unreadable.push(name);
    else counts[name] = amount;
  }
  return { counts, unreadable };
}
