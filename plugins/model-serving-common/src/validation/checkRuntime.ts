import { isPlainObject, type PlainObject } from './manifests/types';
import { identityOf } from './manifests/transform';
import type { FieldIssue } from './schema/narrowSchema';

const RESOURCES = ['limits', 'requests'] as const;

/**
 * A service for GPUs of another vendor that leaves it to KServe what runs it:
 * the runtimes that KServe v0.20 brings for `huggingface` carry CUDA
 * (config/runtimes/kserve-huggingfaceserver.yaml).
 */
export function checkRuntime(object: PlainObject): FieldIssue[] {
  const { group, kind } = identityOf(object);
  if (group !== 'serving.kserve.io' || kind !== 'InferenceService') {
    return [];
  }
  const model = at(object, 'spec', 'predictor', 'model');
  if (!model || model.runtime !== undefined) {
    return [];
  }
  const names = RESOURCES.flatMap(part =>
    Object.keys(at(model, 'resources', part) ?? {}),
  );
  const foreign = names.find(name =>
    /^(?:amd\.com|gpu\.intel\.com)\//.test(name),
  );
  return foreign === undefined
    ? []
    : [
        {
          path: 'spec.predictor.model.runtime',
          message: `It asks for ${foreign} and names no runtime: what KServe brings for the format huggingface is built for NVIDIA GPUs`,
          advice:
            'Make sure that the cluster has a ClusterServingRuntime for these GPUs that KServe prefers, ask the platform team to name one (modelServing.platform.kserve.runtimeRocm), or choose a plain Deployment as the engine.',
        },
      ];
}

function at(object: PlainObject, ...path: string[]): PlainObject | undefined {
  let value: unknown = object;
  for (const name of path) {
    if (!isPlainObject(value)) return undefined;
    value = value[name];
  }
  return isPlainObject(value) ? value : undefined;
}
