import { createHash } from 'node:crypto';
import { supportChat } from '../rendering/requests.fixture';
import type { Placement, ServiceRequest } from '../rendering/types';

export const FLEET = ['cloud-us', 'cloud-eu', 'edge-a', 'edge-b', 'edge-c'];

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function on(
  clusters: readonly string[],
  more: Partial<ServiceRequest> = {},
  placement: Partial<Placement> = {},
): ServiceRequest {
  return {
    ...supportChat,
    placements: clusters.map(cluster => ({
      cluster,
      replicas: 1,
      gpusPerReplica: 1,
      ...placement,
    })),
    ...more,
  };
}

/** The same service with another model, which the base says. */
export const OTHER_MODEL: Partial<ServiceRequest> = {
  modelRef: 'model:default/qwen-3-8b',
  model: {
    name: 'qwen-3-8b',
    artifact: {
      name: 'bf16',
      uri: 'hf://Qwen/Qwen3-8B',
      revision: 'b968826d9c46dd6066d109eabc6255188de91218',
      format: 'safetensors',
    },
  },
};
