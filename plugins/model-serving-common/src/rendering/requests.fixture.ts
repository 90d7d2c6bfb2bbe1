import type { ServiceRequest } from './types';

/** A request with every field. */
export const supportChat: ServiceRequest = {
  service: 'support-chat',
  title: 'Support chat',
  description: 'Answers the questions of customers.',
  tenant: 'chat',
  owner: 'group:default/chat-team',
  system: 'assistants',
  namespace: 'chat',
  lifecycle: 'production',
  modelRef: 'model:default/llama-3.1-8b-instruct',
  model: {
    name: 'llama-3.1-8b-instruct',
    artifact: {
      name: 'bf16',
      uri: 'hf://meta-llama/Llama-3.1-8B-Instruct',
      revision: '0e9e39f249a16976918f6564b8830bc894c89659',
      format: 'safetensors',
    },
  },
  placements: [
    {
      cluster: 'cloud-eu',
      product: 'NVIDIA-H100-80GB-HBM3',
      replicas: 2,
      gpusPerReplica: 1,
    },
  ],
};

/** The same service, wanted in a second cluster with more GPUs a replica. */
export const alsoInTheUs: ServiceRequest = {
  ...supportChat,
  placements: [{ cluster: 'cloud-us', replicas: 1, gpusPerReplica: 4 }],
};
