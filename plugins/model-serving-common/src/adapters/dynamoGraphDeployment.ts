import type { Judgement, Workload } from '../api/types';
import {
  dynamoGraphProjection,
  type DynamoComponentRecord,
  type DynamoGraphRecord,
} from '../observed/dynamoGraphDeployment';
import type { PodRecord } from '../observed/pod';
import { artifactFromArgument } from './artifact';
import {
  changedAt,
  podsLabelled,
  readReported,
  type ReportedReading,
} from './reported';
import {
  beforeStatus,
  conditionIs,
  detailOf,
  fromPods,
  notServing,
  servesNow,
  stopped,
} from './reportedJudgement';
import type { AssessmentContext, WorkloadAdapter } from './types';
import { gpuRequests, mainContainer } from './workloadParts';
import { notStartedBy } from './wording';

/** As people write the values of `spec.backendFramework`. */
const ENGINES: Readonly<Record<string, string>> = {
  vllm: 'vLLM',
  sglang: 'SGLang',
  trtllm: 'TensorRT-LLM',
};

/** Components that hold no model. */
const HELPERS: ReadonlySet<string> = new Set(['frontend', 'planner', 'epp']);

/**
 * NVIDIA DynamoGraphDeployment. Experimental: the kind changes monthly.
 *
 * The numbers are those of the components that hold the model; GPUs are those
 * of the first of them that asks for any.
 *
 * @public
 */
export const dynamoGraphAdapter: WorkloadAdapter<DynamoGraphRecord> = {
  ...dynamoGraphProjection,
  assess(graph, seen) {
    const { resource } = dynamoGraphProjection;
    const { conditions, observedGeneration, framework } = graph;
    const workers = workersOf(graph);
    const pods = podsOf(graph, seen);
    const reading = readReported(resource, graph, seen, {
      conditions,
      pods,
      replicas: replicasOf(workers),
      ...(observedGeneration !== undefined && { observedGeneration }),
    });
    const told = workers
      .map(
        ({ model, template }) =>
          model ?? mainContainer(template.containers)?.modelArgument,
      )
      .find(argument => argument !== undefined);
    const artifactUri = told && artifactFromArgument(told);
    const engine = framework && (ENGINES[framework] ?? framework);
    return {
      ref: reading.ref,
      runtime: engine ? `Dynamo, ${engine}` : 'Dynamo',
      ...(artifactUri && { artifactUri }),
      replicas: reading.replicas,
      revisions: [],
      gpus: gpusOf(workers, pods, seen),
      judgement: judge(graph, reading),
      changedAt: changedAt(resource, graph, seen),
    };
  },
  podsOf,
};

function podsOf(
  { meta }: DynamoGraphRecord,
  seen: AssessmentContext,
): PodRecord[] {
  return podsLabelled(
    meta.namespace,
    { 'nvidia.com/dynamo-graph-deployment-name': meta.name },
    seen,
  );
}

function workersOf({ components }: DynamoGraphRecord): DynamoComponentRecord[] {
  return components.filter(({ type }) => !HELPERS.has(type ?? ''));
}

function replicasOf(
  workers: readonly DynamoComponentRecord[],
): Workload['replicas'] {
  const updated = sumOf(workers.map(worker => worker.updated));
  const ready = sumOf(workers.map(worker => worker.ready));
  return {
    desired: workers.reduce((sum, { desired }) => sum + desired, 0),
    ...(updated !== undefined && { updated }),
    ...(ready !== undefined && { ready }),
  };
}

/** What one component does not say, the sum does not say either. */
function sumOf(counts: readonly (number | undefined)[]): number | undefined {
  let sum = 0;
  for (const count of counts) {
    if (count === undefined) return undefined;
    sum += count;
  }
  return counts.length > 0 ? sum : undefined;
}

function gpusOf(
  workers: readonly DynamoComponentRecord[],
  pods: readonly PodRecord[],
  seen: AssessmentContext,
): Workload['gpus'] {
  const worker = workers.find(
    ({ template }) => Object.keys(template.requests).length > 0,
  );
  const { requests = pods[0]?.requests ?? {}, nodeSelector = {} } =
    worker?.template ?? {};
  const perReplica = Object.entries(requests).map(([name, count]) => [
    name,
    count * (worker?.podsPerReplica ?? 1),
  ]);
  return gpuRequests(Object.fromEntries(perReplica), nodeSelector, pods, seen);
}

function judge(graph: DynamoGraphRecord, reading: ReportedReading): Judgement {
  const first = beforeStatus(reading);
  if (first) return first;
  if (graph.components.length > 0 && reading.replicas.desired === 0) {
    return stopped(reading, 'spec.components', 'replicas 0');
  }
  const up = conditionIs(reading, 'Ready', 'True');
  const down = conditionIs(reading, 'Ready', 'False');
  if (up || (graph.state === 'successful' && !down)) {
    return servesNow(reading, up);
  }
  if (graph.state === 'failed') {
    return notServing(
      reading,
      {
        verdict: 'degraded',
        reason: 'NotReady',
        because: `the Dynamo operator says that it failed: ${
          detailOf(down) ?? 'it does not say why'
        }`,
        advice: 'Look at its replicas in the cluster for the cause.',
      },
      down,
    );
  }
  return (
    fromPods(reading, down) ??
    notServing(
      reading,
      {
        verdict: 'progressing',
        reason: waitingFor(down?.reason),
        ...(graph.state
          ? {
              because: detailOf(down) ?? 'the Dynamo operator is setting it up',
            }
          : notStartedBy('the Dynamo operator')),
      },
      down,
    )
  );
}

function waitingFor(reason: string | undefined): Judgement['reason'] {
  if (reason === 'insufficient_capacity') return 'Unschedulable';
  return reason === 'updating' ? 'RolloutInProgress' : 'WaitingForPods';
}
