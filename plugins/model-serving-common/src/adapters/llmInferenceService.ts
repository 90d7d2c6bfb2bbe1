import type { GpuRequest, Workload } from '../api/types';
import {
  llmInferenceServiceProjection,
  type LlmInferenceServiceRecord,
} from '../observed/llmInferenceService';
import type { PodRecord } from '../observed/pod';
import { recordKey } from '../observed/resource';
import { engineIn } from '../observed/servingTemplate';
import { artifactFromArgument } from './artifact';
import { judgeLlmInferenceService } from './llmInferenceServiceJudgement';
import { llmParts, type LlmPart } from './llmParts';
import type { AssessmentContext, WorkloadAdapter } from './types';
import { objectRef } from './wording';
import { gpuRequests } from './workloadParts';

/** Labels of KServe v0.20 on the pods of an LLMInferenceService. */
const POD_LABELS = {
  name: 'app.kubernetes.io/name',
  partOf: 'app.kubernetes.io/part-of',
  component: 'app.kubernetes.io/component',
} as const;

/**
 * KServe v0.20 LLMInferenceService: single node, several nodes for a replica
 * (LeaderWorkerSet), prefill and decode apart.
 *
 * Replicas are those of both where prefill and decode are apart; the revisions
 * say which is which. Their share is that of replicas: traffic between several
 * services of a routing group is no share between revisions of one.
 *
 * @public
 */
export const llmInferenceServiceAdapter: WorkloadAdapter<LlmInferenceServiceRecord> =
  {
    ...llmInferenceServiceProjection,
    assess(service, seen) {
      const { meta, modelUri, url } = service;
      const ref = objectRef(
        seen.cluster,
        llmInferenceServiceProjection.resource,
        meta,
      );
      const parts = llmParts(service, seen);
      const artifactUri = modelUri && artifactFromArgument(modelUri);
      const engine = parts
        .map(({ containers }) => engineIn(containers))
        .find(name => name !== undefined);
      return {
        ref,
        runtime: engine ?? 'KServe',
        ...(artifactUri && { artifactUri }),
        replicas: sumOf(parts),
        revisions: parts.flatMap(({ made }) => made?.revisions ?? []),
        gpus: gpusOf(parts, seen),
        ...(url && { url }),
        judgement: judgeLlmInferenceService(service, ref, parts),
        changedAt:
          seen.cluster.changedAt(
            llmInferenceServiceProjection.resource,
            recordKey(meta),
          ) ?? meta.createdAt,
      };
    },
    podsOf,
  };

/** Those that serve; the scheduler in front of them is not one of them. */
function podsOf(
  { meta }: LlmInferenceServiceRecord,
  seen: AssessmentContext,
): readonly PodRecord[] {
  return seen.podsIn(meta.namespace ?? '').filter(
    ({ meta: { labels } }) =>
      labels[POD_LABELS.name] === meta.name &&
      labels[POD_LABELS.partOf] === 'llminferenceservice' &&
      // The presets' own names all start so, whatever the role.
      (labels[POD_LABELS.component] ?? '').startsWith(
        'llminferenceservice-workload',
      ),
  );
}

function sumOf(parts: readonly LlmPart[]): Workload['replicas'] {
  const add = (key: 'updated' | 'ready') => {
    const known = parts
      .map(({ replicas }) => replicas[key])
      .filter(amount => amount !== undefined);
    // A sum with an unknown part is no number.
    return known.length === parts.length
      ? known.reduce((total, amount) => total + amount, 0)
      : undefined;
  };
  const updated = add('updated');
  const ready = add('ready');
  return {
    desired: parts.reduce((sum, { replicas }) => sum + replicas.desired, 0),
    ...(updated !== undefined && { updated }),
    ...(ready !== undefined && { ready }),
  };
}

/** What one replica of each asks for; told once where both ask for the same. */
function gpusOf(
  parts: readonly LlmPart[],
  seen: AssessmentContext,
): GpuRequest[] {
  const all = parts.flatMap(({ requests, nodeSelector, made }) =>
    gpuRequests(requests, nodeSelector, made?.pods ?? [], seen),
  );
  return all.filter(
    (gpu, index) =>
      all.findIndex(
        other =>
          other.resourceName === gpu.resourceName &&
          other.product === gpu.product &&
          other.perReplica === gpu.perReplica,
      ) === index,
  );
}
