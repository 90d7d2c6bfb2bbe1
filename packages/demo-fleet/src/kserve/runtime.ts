import type { Cluster } from '../cluster/cluster';
import type { ClusterDefinition } from '../fleet/hardware';
import type {
  ClusterServingRuntime,
  InferenceService,
} from '../resources/kserve';

interface RuntimeShape {
  readonly name: string;
  readonly format: string;
  readonly image: string;
  readonly priority: number;
}

/** Runtimes that a KServe installation ships and these clusters have. */
const SHIPPED: readonly RuntimeShape[] = [
  {
    name: 'kserve-huggingfaceserver',
    format: 'huggingface',
    image: 'kserve/huggingfaceserver:v0.20.0',
    priority: 1,
  },
  {
    name: 'kserve-vllmserver',
    format: 'vLLM',
    image: 'kserve/huggingfaceserver:v0.20.0-gpu',
    priority: 1,
  },
];

/**
 * What a platform team adds where GPUs are AMD's: the shipped images carry
 * CUDA. A release behind the others, as builds for ROCm often are.
 */
const ROCM: RuntimeShape = {
  name: 'platform-vllm-rocm',
  format: 'huggingface',
  image: 'rocm/vllm:rocm6.4.1_vllm_0.9.1',
  priority: 2,
};

/** The runtimes of a cluster. */
export function runtimesOf({
  nodes,
}: ClusterDefinition): readonly RuntimeShape[] {
  return nodes.some(({ gpu }) => gpu.vendor === 'amd')
    ? [...SHIPPED, ROCM]
    : SHIPPED;
}

/** The runtime that was asked for, or the best that takes the model's format. */
export function chooseRuntime(
  cluster: Cluster,
  service: InferenceService,
): ClusterServingRuntime | undefined {
  const { model } = service.spec.predictor;
  const usable = cluster.servingRuntimes
    .list()
    .filter(runtime => !runtime.spec.disabled);
  if (model?.runtime) {
    return usable.find(runtime => runtime.metadata.name === model.runtime);
  }
  return usable
    .map(runtime => ({
      runtime,
      format: runtime.spec.supportedModelFormats?.find(
        format => format.name === model?.modelFormat.name && format.autoSelect,
      ),
    }))
    .filter(candidate => candidate.format)
    .sort((a, b) => (b.format?.priority ?? 0) - (a.format?.priority ?? 0))[0]
    ?.runtime;
}
