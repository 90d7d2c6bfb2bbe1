import type { ServiceFacts } from '../facts';
import { BASE_PATHS } from '../paths';
import { weightsVolumeSize } from '../serving/loading';
import type { ServiceObject } from './types';

/** Room for weights whose size the catalog does not know. */
const UNKNOWN_SIZE = '200Gi';

/** The claim that the replicas of a service share. */
export function modelCache(facts: ServiceFacts): ServiceObject {
  const { request, platform, labels } = facts;
  return {
    path: BASE_PATHS.modelCache,
    content: {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name: modelCacheName(request.service),
        labels,
      },
      spec: {
        accessModes: ['ReadWriteMany'],
        storageClassName: platform.modelCache?.storageClass,
        resources: {
          requests: {
            storage:
              weightsVolumeSize(request.model.artifact.sizeBytes) ??
              UNKNOWN_SIZE,
          },
        },
      },
    },
    comments: [
      {
        at: ['spec', 'accessModes'],
        text: 'Replicas on several nodes load from one copy.',
      },
    ],
    // A claim can grow and nothing else: what is there is right.
    defaults: [
      ['spec', 'accessModes'],
      ['spec', 'storageClassName'],
      ['spec', 'resources', 'requests', 'storage'],
    ],
  };
}

/** @returns the name of the claim */
export function modelCacheName(service: string): string {
  return `${service}-weights`;
}
