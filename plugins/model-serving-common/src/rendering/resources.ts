/** What a container asks for, as Kubernetes writes quantities. */
export interface ContainerResources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
}

/**
 * CPU and memory beside the GPUs.
 *
 * The weights live in GPU memory. Host memory is for the server's processes
 * and for the file that is being loaded: hubs cut weights into files of about
 * 5 GB, and vLLM runs one process for each GPU, each reading its own. All four
 * figures are stated since KServe fills in each that is missing from its
 * ConfigMap (1 CPU and 2Gi as shipped), and a limit of 1 CPU under a larger
 * request is refused. The request fits the smallest single-GPU machines of
 * the clouds (4 CPUs, 16 GiB).
 */
export function hostResources(gpusPerReplica: number): ContainerResources {
  return {
    requests: {
      cpu: `${3 * gpusPerReplica}`,
      memory: `${12 * gpusPerReplica}Gi`,
    },
    limits: {
      cpu: `${8 * gpusPerReplica}`,
      memory: `${32 * gpusPerReplica}Gi`,
    },
  };
}

/** Every figure of {@link hostResources}, by its place. */
export const RESOURCE_PATHS: readonly (readonly string[])[] = [
  ['requests', 'cpu'],
  ['requests', 'memory'],
  ['limits', 'cpu'],
  ['limits', 'memory'],
];
