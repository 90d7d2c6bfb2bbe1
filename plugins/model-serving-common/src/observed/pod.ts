import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import { effectiveRequest, type ResourceCounts } from '../gpu/effectiveRequest';
import { readConditions, type ConditionRecord } from './condition';
import { readContainers, type ContainerRecord } from './container';
import {
  readContainerStatuses,
  type ContainerStatusRecord,
} from './containerStatus';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';
import { servesModel } from './servingTemplate';
import { DEVICE_CLASS_RESOURCE } from './deviceClass';
import { readPodClaims, type PodClaimsRecord } from './podClaims';
import { cut } from './text';

/**
 * A pod that asks for an accelerator, claims devices or belongs to a workload.
 *
 * @public
 */
export interface PodRecord extends ObservedRecord {
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  /** Why the whole pod is as it is, for example `Evicted`. */
  readonly reason?: string;
  readonly message?: string;
  readonly nodeName?: string;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly containers: readonly ContainerRecord[];
  /** What the scheduler reserves, accelerators only. */
  readonly requests: ResourceCounts;
  /** The devices that it claims; absent when it claims none. */
  readonly claims?: PodClaimsRecord;
  /** Only those that a judgement reads. */
  readonly conditions: readonly ConditionRecord[];
  readonly statuses: readonly ContainerStatusRecord[];
}

const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed'] as const;

const READ_CONDITIONS: ReadonlySet<string> = new Set([
  'PodScheduled',
  'Ready',
  'Initialized',
  'DisruptionTarget',
]);

/**
 * The projection of pods, Kubernetes v1.36 `core/v1.Pod`.
 *
 * @public
 */
export function createPodProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<PodRecord> {
  const isAccelerator = (name: string) =>
    acceleratorRule(name, accelerators) !== undefined ||
    name.startsWith(DEVICE_CLASS_RESOURCE);
  return {
    resource: { group: '', kind: 'Pod', plural: 'pods', versions: ['v1'] },
    project(raw) {
      const pod = ObjectReader.create(raw, 'Pod');
      const meta = readMeta(pod);
      const spec = pod.object('spec');
      const containers = readContainers(spec, isAccelerator);
      const requests = effectiveRequest(
        containers,
        readOverhead(spec, isAccelerator),
      );
      const status = pod.object('status');
      const claims = readPodClaims(spec, status);
      if (
        Object.keys(requests).length === 0 &&
        !claims &&
        !servesModel({ meta, containers })
      ) {
        return undefined;
      }
      const phase = status.optionalString('phase');
      const reason = status.optionalString('reason');
      const message = status.optionalString('message');
      const nodeName = spec.optionalString('nodeName');
      return {
        meta,
        phase: PHASES.find(known => known === phase) ?? 'Unknown',
        ...(reason && { reason }),
        ...(message && { message: cut(message) }),
        ...(nodeName && { nodeName }),
        nodeSelector: spec.stringMap('nodeSelector'),
        containers,
        requests,
        ...(claims && { claims }),
        conditions: readConditions(status, READ_CONDITIONS),
        statuses: readContainerStatuses(status),
      };
    },
  };
}

/** With the resource names that are known by default. @public */
export const podProjection: Projection<PodRecord> = createPodProjection();

function readOverhead(
  spec: ObjectReader,
  isAccelerator: (name: string) => boolean,
): ResourceCounts {
  const overhead = spec.object('overhead');
  const counts: Record<string, number> = {};
  for (const name of overhead.keys().filter(isAccelerator)) {
    counts[name] = overhead.quantity(name);
  }
  return counts;
}
