import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/**
 * A KubeAI Model.
 *
 * @public
 */
export interface KubeAiModelRecord extends ObservedRecord {
  /** The artifact: `hf`, `pvc`, `ollama`, `s3`, `gs` or `oss`. */
  readonly url?: string;
  /** `OLlama`, `VLLM`, `FasterWhisper`, `Infinity`, or one that came later. */
  readonly engine?: string;
  readonly image?: string;
  /**
   * `spec.replicas`, which the autoscaler writes, else the least that it
   * keeps; KubeAI makes no pods where neither is written.
   */
  readonly desired: number;
  /** A person decides the number of replicas. */
  readonly autoscalingDisabled: boolean;
  /** Pods, of any revision. Absent before KubeAI has looked. */
  readonly pods?: number;
  readonly ready?: number;
  /** Absent for a model without a cache. */
  readonly cacheLoaded?: boolean;
}

/**
 * The projection of KubeAI Models, v0.21 `kubeai.org/v1`. The kind has no
 * conditions and no observed generation.
 *
 * @public
 */
export const kubeAiModelProjection: Projection<KubeAiModelRecord> = {
  resource: {
    group: 'kubeai.org',
    kind: 'Model',
    plural: 'models',
    versions: ['v1'],
  },
  project(raw) {
    const model = ObjectReader.create(raw, 'Model');
    const spec = model.object('spec');
    const status = model.object('status');
    const replicas = status.object('replicas');
    const url = spec.optionalString('url');
    const engine = spec.optionalString('engine');
    const image = spec.optionalString('image');
    const pods = replicas.optionalInteger('all');
    const ready = replicas.optionalInteger('ready');
    const cached = Boolean(spec.optionalString('cacheProfile'));
    const loaded = status.object('cache').optionalBoolean('loaded') ?? false;
    return {
      meta: readMeta(model),
      ...(url && { url }),
      ...(engine && { engine }),
      ...(image && { image }),
      desired:
        spec.optionalInteger('replicas') ??
        spec.optionalInteger('minReplicas') ??
        0,
      autoscalingDisabled: spec.optionalBoolean('autoscalingDisabled') ?? false,
      ...(pods !== undefined && { pods }),
      ...(ready !== undefined && { ready }),
      ...(cached && { cacheLoaded: loaded }),
    };
  },
};
