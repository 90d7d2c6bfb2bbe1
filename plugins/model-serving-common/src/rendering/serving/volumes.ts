import type { ServiceFacts } from '../facts';
import { modelCacheName } from '../objects/modelCache';
import { weightsVolumeSize } from './loading';
import { MODEL_MOUNT, type WeightsSource } from './vllmModel';

/** Names of a pod's volumes. */
export const VOLUMES = {
  weights: 'weights',
  scratch: 'scratch',
  memory: 'shared-memory',
  model: 'model',
} as const;

/** Where the hub's library keeps what it fetched. */
export const WEIGHTS_MOUNT = '/weights';

/** What the pod keeps where. */
export function volumesOf(
  { request, choices }: ServiceFacts,
  source: WeightsSource,
) {
  const fromHub = source.kind === 'hub';
  const sizeLimit = fromHub
    ? weightsVolumeSize(request.model.artifact.sizeBytes)
    : '1Gi';
  return [
    {
      name: VOLUMES.weights,
      ...(fromHub && choices.modelCache === 'volume'
        ? {
            persistentVolumeClaim: {
              claimName: modelCacheName(request.service),
            },
          }
        : { emptyDir: sizeLimit === undefined ? {} : { sizeLimit } }),
    },
    { name: VOLUMES.scratch, emptyDir: { sizeLimit: '16Gi' } },
    // Processes that share a model over several GPUs talk through it.
    {
      name: VOLUMES.memory,
      emptyDir: { medium: 'Memory', sizeLimit: '8Gi' },
    },
    ...modelVolume(source),
  ];
}

function modelVolume(source: WeightsSource) {
  switch (source.kind) {
    case 'claim':
      return [
        {
          name: VOLUMES.model,
          persistentVolumeClaim: { claimName: source.claim, readOnly: true },
        },
      ];
    case 'image':
      return [
        {
          name: VOLUMES.model,
          image: { reference: source.image, pullPolicy: 'IfNotPresent' },
        },
      ];
    default:
      return [];
  }
}

/** Where the container sees {@link volumesOf}. */
export function mountsOf(source: WeightsSource) {
  return [
    { name: VOLUMES.weights, mountPath: WEIGHTS_MOUNT },
    { name: VOLUMES.scratch, mountPath: '/tmp' },
    { name: VOLUMES.memory, mountPath: '/dev/shm' },
    ...(source.kind === 'hub'
      ? []
      : [{ name: VOLUMES.model, mountPath: MODEL_MOUNT, readOnly: true }]),
  ];
}
