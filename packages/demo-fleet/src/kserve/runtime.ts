import type { Cluster } from '../cluster/cluster';
import type {
  ClusterServingRuntime,
  InferenceService,
} from '../resources/kserve';

/** Runtimes that a KServe installation ships and these clusters have. */
export const SHIPPED_RUNTIMES = [
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
] as const;

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
