import {
  beforeStatus,
  changedAt,
  conditionIs,
  detailOf,
  fromPods,
  gpuRequests,
  notServing,
  ObjectReader,
  podsLabelled,
  readConditions,
  readMeta,
  readReported,
  servesNow,
  stopped,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  AssessmentContext,
  ConditionRecord,
  Judgement,
  ObservedRecord,
  PodRecord,
  ReportedReading,
  WorkloadAdapter,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** What is kept of a ModelServer: no more than is judged or shown. */
export interface ModelServerRecord extends ObservedRecord {
  readonly model: string;
  readonly desired: number;
  /** Absent when the controller does not say; never 0 instead. */
  readonly ready?: number;
  readonly observedGeneration?: number;
  readonly conditions: readonly ConditionRecord[];
}

export const modelServerAdapter: WorkloadAdapter<ModelServerRecord> = {
  resource: {
    group: 'serving.example.com',
    kind: 'ModelServer',
    plural: 'modelservers',
    versions: ['v1'],
  },

  project(raw) {
    const server = ObjectReader.create(raw, 'ModelServer');
    const spec = server.object('spec');
    const status = server.object('status');
    const ready = status.optionalInteger('readyReplicas');
    const observedGeneration = status.optionalInteger('observedGeneration');
    return {
      meta: readMeta(server),
      model: spec.string('model'),
      desired: spec.optionalInteger('replicas') ?? 1,
      ...(ready !== undefined && { ready }),
      ...(observedGeneration !== undefined && { observedGeneration }),
      conditions: readConditions(status),
    };
  },

  assess(server, seen) {
    const { resource } = modelServerAdapter;
    const { model, desired, ready, observedGeneration, conditions } = server;
    const pods = podsOf(server, seen);
    const reading = readReported(resource, server, seen, {
      conditions,
      pods,
      replicas: { desired, ...(ready !== undefined && { ready }) },
      ...(observedGeneration !== undefined && { observedGeneration }),
    });
    return {
      ref: reading.ref,
      runtime: 'Example server',
      artifactUri: `hf://${model}`,
      replicas: reading.replicas,
      revisions: [],
      gpus: gpuRequests(pods[0]?.requests ?? {}, {}, pods, seen),
      judgement: judge(server, reading),
      changedAt: changedAt(resource, server, seen),
    };
  },

  podsOf,
};

function podsOf(
  { meta }: ModelServerRecord,
  seen: AssessmentContext,
): PodRecord[] {
  const labels = { 'serving.example.com/server': meta.name };
  return podsLabelled(meta.namespace, labels, seen);
}

function judge(
  { desired }: ModelServerRecord,
  reading: ReportedReading,
): Judgement {
  // Being deleted, or not looked at since the newest change.
  const first = beforeStatus(reading);
  if (first) return first;
  if (desired === 0) return stopped(reading, 'spec.replicas', '0');
  const up = conditionIs(reading, 'Ready', 'True');
  if (up) return servesNow(reading, up);
  const down = conditionIs(reading, 'Ready', 'False');
  if (down?.reason === 'InvalidModel') {
    return notServing(
      reading,
      {
        verdict: 'degraded',
        reason: 'InvalidSpec',
        because: `it cannot run what is written: ${detailOf(down)}`,
        advice: 'Correct the model in Git.',
      },
      down,
    );
  }
  // What the pods say is more than a condition does.
  return (
    fromPods(reading, down) ??
    notServing(
      reading,
      {
        verdict: 'progressing',
        reason: 'WaitingForPods',
        because: detailOf(down) ?? 'it is being set up',
      },
      down,
    )
  );
}
