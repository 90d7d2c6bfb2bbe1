import type { Judgement, Workload } from '../api/types';
import {
  nimServiceProjection,
  type NimServiceRecord,
} from '../observed/nimService';
import type { PodRecord } from '../observed/pod';
import { KSERVE_SERVICE_LABEL } from '../observed/servingTemplate';
import { readArtifactUri } from '../model/artifactUri';
import {
  judgeDeployment,
  readDeployment,
  type DeploymentReading,
} from './deploymentJudgement';
import {
  changedAt,
  newestGeneration,
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
import { deploymentRevisions, gpuRequests } from './workloadParts';
import { notStartedBy } from './wording';

/**
 * NVIDIA NIM operator v3.1 NIMService: a Deployment of the same name, a
 * LeaderWorkerSet (`multiNode`) or a KServe InferenceService.
 *
 * The operator's own status is a single word, and v3.1 leaves its
 * `availableReplicas` out: where the Deployment is seen, it counts and
 * explains.
 *
 * @public
 */
export const nimServiceAdapter: WorkloadAdapter<NimServiceRecord> = {
  ...nimServiceProjection,
  assess(service, seen) {
    const { resource } = nimServiceProjection;
    const { conditions, endpoint } = service;
    const deployment = deploymentOf(service, seen);
    const pods = podsOf(service, seen);
    const observed = newestGeneration(conditions);
    const reading = readReported(resource, service, seen, {
      conditions,
      pods,
      replicas: replicasOf(service, deployment),
      ...(observed !== undefined && { observedGeneration: observed }),
    });
    const artifactUri = artifactOf(service);
    return {
      ref: reading.ref,
      runtime: 'NIM',
      ...(artifactUri && { artifactUri }),
      replicas: reading.replicas,
      revisions: deployment ? deploymentRevisions(deployment) : [],
      gpus: gpuRequests(
        perReplica(service, pods),
        service.nodeSelector,
        pods,
        seen,
      ),
      ...(endpoint && { url: urlOf(endpoint) }),
      judgement: judge(service, reading, deployment),
      changedAt: changedAt(resource, service, seen),
    };
  },
  podsOf,
};

function deploymentOf(
  { meta }: NimServiceRecord,
  seen: AssessmentContext,
): DeploymentReading | undefined {
  const deployment = seen.deployment(meta.namespace ?? '', meta.name);
  return deployment?.meta.controller?.kind === 'NIMService'
    ? readDeployment(deployment, seen)
    : undefined;
}

/** `app` names the Deployment, or the LeaderWorkerSet. */
function podsOf(
  { meta }: NimServiceRecord,
  seen: AssessmentContext,
): PodRecord[] {
  const { namespace, name } = meta;
  return [
    ...podsLabelled(namespace, { app: name }, seen),
    ...podsLabelled(namespace, { app: `${name}-lws` }, seen),
    ...podsLabelled(namespace, { [KSERVE_SERVICE_LABEL]: name }, seen).filter(
      ({ meta: { labels } }) => labels.app !== name,
    ),
  ];
}

function replicasOf(
  { desired, available }: NimServiceRecord,
  reading: DeploymentReading | undefined,
): Workload['replicas'] {
  if (reading) {
    const { deployment } = reading;
    const { updated, ready } = deployment;
    return { desired: deployment.desired, updated, ready };
  }
  return { desired, ...(available !== undefined && { ready: available }) };
}

/** The operator fills in the GPUs of a profile only in the pods. */
function perReplica(
  { requests, podsPerReplica }: NimServiceRecord,
  pods: readonly PodRecord[],
): Readonly<Record<string, number>> {
  const one = { ...pods[0]?.requests, ...requests };
  return Object.fromEntries(
    Object.entries(one).map(([name, count]) => [name, count * podsPerReplica]),
  );
}

/** What a NIM for any model was told, else the image, which holds the model. */
function artifactOf({ container }: NimServiceRecord): string | undefined {
  const { modelArgument, image } = container;
  if (modelArgument && readArtifactUri(modelArgument)) return modelArgument;
  return image && `oci://${image}`;
}

function urlOf(endpoint: string): string {
  return /^[a-z]+:\/\//i.test(endpoint) ? endpoint : `http://${endpoint}`;
}

function judge(
  { desired, state }: NimServiceRecord,
  reading: ReportedReading,
  deployment: DeploymentReading | undefined,
): Judgement {
  const first = beforeStatus(reading);
  if (first) return first;
  if (desired === 0) return stopped(reading, 'spec.replicas', '0');
  const failure = conditionIs(reading, 'NIM_SERVICE_FAILED', 'True');
  if (failure || state === 'Failed') {
    return notServing(
      reading,
      {
        verdict: 'degraded',
        reason: 'InvalidSpec',
        because: `the NIM operator cannot run what is written: ${
          detailOf(failure) ?? 'it does not say why'
        }`,
        advice:
          'Check the image, the cache and the secret of the service, and its settings.',
      },
      failure,
    );
  }
  if (deployment) {
    const judgement = judgeDeployment(deployment);
    if (judgement.verdict !== 'healthy') return judgement;
  }
  const up = conditionIs(reading, 'NIM_SERVICE_READY', 'True');
  const down = conditionIs(reading, 'NIM_SERVICE_READY', 'False');
  // The word and the condition are written one after the other.
  if (up || (state === 'Ready' && !down)) return servesNow(reading, up);
  return (
    fromPods(reading, down) ??
    notServing(
      reading,
      {
        verdict: 'progressing',
        reason: 'WaitingForPods',
        ...(state
          ? { because: detailOf(down) ?? 'the NIM operator is setting it up' }
          : notStartedBy('the NIM operator')),
      },
      down,
    )
  );
}
