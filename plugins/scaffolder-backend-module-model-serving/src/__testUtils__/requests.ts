/** The part of a request that tests vary. */
export interface Request {
  service: string;
  tenant: string;
  model: string;
  contextLength?: number;
  allowUnfit?: boolean;
  operations?: {
    disruptionBudget?: boolean;
    replacement?: 'byRoom' | 'startFirst' | 'stopFirst';
  };
  placements: {
    cluster: string;
    replicas: number;
    gpusPerReplica: number;
    product?: string;
  }[];
}

/** Input of the planning and rendering actions, as the wizard gives it. */
export const supportChat: Request = {
  service: 'support-chat',
  tenant: 'chat',
  model: 'model:default/llama-3.1-8b-instruct',
  placements: [
    {
      cluster: 'cloud-eu',
      replicas: 2,
      gpusPerReplica: 1,
      product: 'NVIDIA-H100-80GB-HBM3',
    },
  ],
};

/** The same service in one more cluster. */
export const alsoInTheUs: Request = {
  ...supportChat,
  placements: [{ cluster: 'cloud-us', replicas: 1, gpusPerReplica: 2 }],
};
