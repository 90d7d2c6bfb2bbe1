import type { Judgement } from '../api/types';
import { engineOf } from '../observed/engine';
import {
  kubeAiModelProjection,
  type KubeAiModelRecord,
} from '../observed/kubeAiModel';
import type { PodRecord } from '../observed/pod';
import {
  changedAt,
  podsLabelled,
  readReported,
  revisionsByLabel,
  type ReportedReading,
} from './reported';
import {
  beforeStatus,
  fromPods,
  idle,
  notServing,
  servesNow,
  stopped,
} from './reportedJudgement';
import type { AssessmentContext, WorkloadAdapter } from './types';
import { gpuRequests } from './workloadParts';

/** As people write the engines of KubeAI v0.21. */
const ENGINES: Readonly<Record<string, string>> = {
  OLlama: 'Ollama',
  VLLM: 'vLLM',
  FasterWhisper: 'Faster Whisper',
  Infinity: 'Infinity',
};

/**
 * KubeAI v0.21 Model. It has no conditions: the pods, which it makes itself,
 * tell why it does not serve. Its clients reach it through KubeAI's gateway
 * under its name, so that it has no URL of its own.
 *
 * @public
 */
export const kubeAiModelAdapter: WorkloadAdapter<KubeAiModelRecord> = {
  ...kubeAiModelProjection,
  assess(model, seen) {
    const { url, engine, image, desired, ready } = model;
    const { resource } = kubeAiModelProjection;
    const pods = podsOf(model, seen);
    const reading = readReported(resource, model, seen, {
      pods,
      replicas: { desired, ...(ready !== undefined && { ready }) },
    });
    return {
      ref: reading.ref,
      runtime:
        (engine && (ENGINES[engine] ?? engine)) ??
        (image && engineOf(image)) ??
        'KubeAI',
      ...(url && { artifactUri: url }),
      replicas: reading.replicas,
      revisions: revisionsByLabel(pods, 'pod-hash'),
      // A resource profile is KubeAI's configuration: only pods tell the GPUs.
      gpus: gpuRequests(pods[0]?.requests ?? {}, {}, pods, seen),
      judgement: judge(model, reading),
      changedAt: changedAt(resource, model, seen),
    };
  },
  podsOf,
};

function podsOf(
  { meta }: KubeAiModelRecord,
  seen: AssessmentContext,
): PodRecord[] {
  return podsLabelled(
    meta.namespace,
    { model: meta.name, 'app.kubernetes.io/managed-by': 'kubeai' },
    seen,
  );
}

function judge(model: KubeAiModelRecord, reading: ReportedReading): Judgement {
  const { desired, ready, autoscalingDisabled, cacheLoaded, pods } = model;
  const first = beforeStatus(reading);
  if (first) return first;
  if (desired === 0) {
    return autoscalingDisabled
      ? stopped(reading, 'spec.replicas', '0')
      : idle(reading, 'spec.replicas', '0');
  }
  // During a rollout there is one pod more than wanted.
  if (ready !== undefined && ready >= desired && pods === desired) {
    return servesNow(reading, undefined);
  }
  if (cacheLoaded === false && !reading.finding) {
    return notServing(reading, {
      verdict: 'progressing',
      reason: 'ModelDownload',
      because: 'the model is being copied into the cache of the cluster',
    });
  }
  const replacing = ready !== undefined && ready >= desired;
  return (
    fromPods(reading) ??
    notServing(reading, {
      verdict: 'progressing',
      reason: replacing ? 'RolloutInProgress' : 'WaitingForPods',
      because: replacing
        ? 'its pods are being replaced'
        : 'KubeAI is starting its pods',
    })
  );
}
