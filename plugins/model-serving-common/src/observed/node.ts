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
}

// Labels that say what hardware a node has, and those that pods select by.
const KEPT_LABELS =
  /^(?:nvidia\.com\/(?:gpu\.(?:product|memory|count|replicas|family|sharing-strategy)|mig.*)|(?:beta\.)?amd\.com\/gpu\..*|gpu\.intel\.com\/(?:product|family|memory\.max)|habana\.ai\/.*|cloud\.google\.com\/gke-(?:tpu-)?accelerator|node\.kubernetes\.io\/instance-type|topology\.kubernetes\.io\/(?:region|zone)|kubernetes\.io\/(?:hostname|arch))$/;

/**
 * The projection of nodes, Kubernetes v1.36 `core/v1.Node`. Every node leaves
 * a record: a node that lost its accelerators must be seen to have none.
 *
 * @public
 */
export function createNodeProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<NodeRecord> {
  return {
    resource: { group: '', kind: 'Node', plural: 'nodes', versions: ['v1'] },
    project(raw) {
      const node = ObjectReader.create(raw, 'Node');
      const spec = node.object('spec');
      const status = node.object('status');
      return {
        meta: readMeta(node, label => KEPT_LABELS.test(label)),
        ready: status
          .list('conditions')
          .some(
            condition =>
              condition.optionalString('type') === 'Ready' &&
              condition.optionalString('status') === 'True',
          ),
        cordoned: spec.optionalBoolean('unschedulable') ?? false,
        taints: spec.list('taints').filter(keepsPodsAway).map(readTaint),
        capacity: readCounts(status.object('capacity'), accelerators),
        allocatable: readCounts(status.object('allocatable'), accelerators),
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

function readCounts(
  list: ObjectReader,
  accelerators: readonly AcceleratorRule[],
): ResourceCounts {
  const counts: Record<string, number> = {};
  for (const name of list.keys()) {
    if (acceleratorRule(name, accelerators)) counts[name] = list.quantity(name);
  }
  return counts;
}
