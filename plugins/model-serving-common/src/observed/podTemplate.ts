import type { ResourceCounts } from '../gpu/effectiveRequest';
import { effectiveRequest } from '../gpu/effectiveRequest';
import { readContainers, type ContainerRecord } from './container';
import { readAnnotations } from './metadata';
import type { ObjectReader } from './ObjectReader';

/** What a controller's pods look like, as far as it is kept. @public */
export interface PodTemplateRecord {
  readonly meta: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly containers: readonly ContainerRecord[];
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** What the scheduler would reserve for one pod, accelerators only. */
  readonly requests: ResourceCounts;
}

/** Reads a `core/v1.PodTemplateSpec`, Kubernetes v1.36. @public */
export function readPodTemplate(
  template: ObjectReader,
  isAccelerator: (resourceName: string) => boolean,
): PodTemplateRecord {
  const metadata = template.object('metadata');
  const spec = template.object('spec');
  const containers = readContainers(spec, isAccelerator);
  return {
    meta: {
      labels: metadata.stringMap('labels'),
      annotations: readAnnotations(metadata),
    },
    containers,
    nodeSelector: spec.stringMap('nodeSelector'),
    requests: effectiveRequest(containers),
  };
}
