import { MODELFLEET_ANNOTATIONS } from '../gitops/types';
import type { ObjectReader } from './ObjectReader';
import type { RecordMeta } from './resource';

/** Annotations of KServe v0.20 that a judgement reads. */
export const KSERVE_ANNOTATIONS = {
  deploymentMode: 'serving.kserve.io/deploymentMode',
  autoscalerClass: 'serving.kserve.io/autoscalerClass',
  stop: 'serving.kserve.io/stop',
} as const;

/** Written by the Deployment controller, Kubernetes v1.36. */
export const DEPLOYMENT_REVISION = 'deployment.kubernetes.io/revision';

/** Written by Argo Rollouts v1.9. */
export const ROLLOUT_ANNOTATIONS = {
  revision: 'rollout.argoproj.io/revision',
  workloadGeneration: 'rollout.argoproj.io/workload-generation',
} as const;

const READ_ANNOTATIONS: ReadonlySet<string> = new Set([
  MODELFLEET_ANNOTATIONS.serviceRef,
  MODELFLEET_ANNOTATIONS.modelRef,
  ...Object.values(KSERVE_ANNOTATIONS),
  DEPLOYMENT_REVISION,
  ...Object.values(ROLLOUT_ANNOTATIONS),
]);

/**
 * Reads `metadata`, Kubernetes v1.36 `meta/v1.ObjectMeta`. Labels are kept
 * whole unless `keepLabel` says otherwise: an entity may select on any.
 *
 * @public
 */
export function readMeta(
  object: ObjectReader,
  keepLabel: (label: string) => boolean = () => true,
): RecordMeta {
  const metadata = object.object('metadata');
  const namespace = metadata.optionalString('namespace');
  const generation = metadata.optionalInteger('generation');
  const deletedAt = metadata.optionalString('deletionTimestamp');
  const controller = metadata
    .list('ownerReferences')
    .find(owner => owner.optionalBoolean('controller') === true);
  return {
    name: metadata.string('name'),
    ...(namespace !== undefined && { namespace }),
    uid: metadata.optionalString('uid') ?? '',
    resourceVersion: metadata.optionalString('resourceVersion') ?? '',
    ...(generation !== undefined && { generation }),
    createdAt: metadata.optionalString('creationTimestamp') ?? '',
    ...(deletedAt !== undefined && { deletedAt }),
    labels: pick(metadata.stringMap('labels'), keepLabel),
    annotations: readAnnotations(metadata),
    ...(controller && {
      controller: {
        kind: controller.string('kind'),
        name: controller.string('name'),
        uid: controller.string('uid'),
      },
    }),
  };
}

/** The annotations that are read anywhere; the rest is not kept. */
export function readAnnotations(
  metadata: ObjectReader,
): Readonly<Record<string, string>> {
  return pick(metadata.stringMap('annotations'), name =>
    READ_ANNOTATIONS.has(name),
  );
}

function pick(
  map: Readonly<Record<string, string>>,
  keep: (key: string) => boolean,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => keep(key)));
}
