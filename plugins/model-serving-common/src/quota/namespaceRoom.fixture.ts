import {
  staticCluster,
  type StaticCluster,
} from '../fleet/__fixtures__/staticFleet';
import { askOfPlacement } from './ask';
import { namespaceRoom } from './namespaceRoom';

export const GPUS = 'requests.nvidia.com/gpu';

export function quota(
  hard: Record<string, string | number>,
  used?: Record<string, string | number>,
  spec: Record<string, unknown> = {},
) {
  return {
    kind: 'ResourceQuota',
    metadata: { name: 'team', namespace: 'chat', uid: 'quota' },
    spec: { hard, ...spec },
    ...(used && { status: { used } }),
  };
}

export function limitRange(...limits: readonly Record<string, unknown>[]) {
  return {
    kind: 'LimitRange',
    metadata: { name: 'sizes', namespace: 'chat', uid: 'range' },
    spec: { limits },
  };
}

export function room(
  objects: readonly unknown[],
  ask: Partial<Parameters<typeof askOfPlacement>[0]> = {},
  running?: number,
  options: Partial<StaticCluster> = {},
) {
  return namespaceRoom(
    staticCluster({ name: 'east', ...options, objects }),
    'chat',
    askOfPlacement({
      cluster: 'east',
      replicas: 2,
      gpusPerReplica: 1,
      ...ask,
    }),
    running,
  );
}
