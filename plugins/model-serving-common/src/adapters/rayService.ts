import type { Revision, Workload } from '../api/types';
import type { PodRecord } from '../observed/pod';
import type { PodTemplateRecord } from '../observed/podTemplate';
import {
  rayServiceProjection,
  type RayClusterRecord,
  type RayServiceRecord,
} from '../observed/rayService';
import { engineIn } from '../observed/servingTemplate';
import { artifactFromArgument } from './artifact';
import { judgeRayService } from './rayServiceJudgement';
import { changedAt, podsLabelled, readReported } from './reported';
import type { AssessmentContext, WorkloadAdapter } from './types';
import { gpuRequests, mainContainer } from './workloadParts';

/** The port of Ray Serve where nothing else is written. */
const SERVE_PORT = 8000;

/**
 * KubeRay v1.7 RayService.
 *
 * A replica is a worker pod; ready are the pods that take requests, as
 * KubeRay counts them (the head may be one more, which is not counted).
 * During an upgrade there are two clusters, each a revision; their share of
 * the traffic is known where KubeRay moves it in steps.
 *
 * @public
 */
export const rayServiceAdapter: WorkloadAdapter<RayServiceRecord> = {
  ...rayServiceProjection,
  assess(service, seen) {
    const { resource } = rayServiceProjection;
    const { meta, conditions, observedGeneration, models } = service;
    const pods = podsOf(service, seen);
    const reading = readReported(resource, service, seen, {
      conditions,
      pods,
      replicas: replicasOf(service),
      ...(observedGeneration !== undefined && { observedGeneration }),
    });
    const worker = servingTemplate(service);
    const told =
      models[0]?.source ?? mainContainer(worker.containers)?.modelArgument;
    const artifactUri = told && artifactFromArgument(told);
    const engine = engineIn(worker.containers);
    return {
      ref: reading.ref,
      runtime: engine ? `Ray Serve, ${engine}` : 'Ray Serve',
      ...(artifactUri && { artifactUri }),
      replicas: reading.replicas,
      revisions: revisionsOf(service, worker),
      gpus: gpuRequests(
        { ...pods[0]?.requests, ...worker.requests },
        worker.nodeSelector,
        pods,
        seen,
      ),
      url: `http://${meta.name}-serve-svc.${
        meta.namespace ?? 'default'
      }.svc:${SERVE_PORT}`,
      judgement: judgeRayService(service, reading),
      changedAt: changedAt(resource, service, seen),
    };
  },
  podsOf,
};

/** KubeRay labels the pods with the cluster that they are of. */
function podsOf(
  { meta, active, pending }: RayServiceRecord,
  seen: AssessmentContext,
): PodRecord[] {
  return [pending, active]
    .filter(cluster => cluster !== undefined)
    .flatMap(({ name }) =>
      podsLabelled(meta.namespace, { 'ray.io/cluster': name }, seen),
    );
}

function replicasOf({
  suspend,
  workers,
  active,
  endpoints,
}: RayServiceRecord): Workload['replicas'] {
  const written = workers.reduce((sum, { pods }) => sum + pods, 0);
  // Without workers the head is what serves.
  const desired = suspend ? 0 : active?.desiredWorkers ?? (written || 1);
  return {
    desired,
    ...(endpoints !== undefined && { ready: Math.min(endpoints, desired) }),
  };
}

/** The first group with an accelerator: what holds the model. */
function servingTemplate({
  workers,
  head,
}: RayServiceRecord): PodTemplateRecord {
  const templates = workers.map(({ template }) => template);
  return (
    templates.find(({ requests }) => Object.keys(requests).length > 0) ??
    templates[0] ??
    head
  );
}

function revisionsOf(
  { active, pending }: RayServiceRecord,
  worker: PodTemplateRecord,
): Revision[] {
  const image = mainContainer(worker.containers)?.image;
  const revision = (cluster: RayClusterRecord, current: boolean): Revision => ({
    name: cluster.name,
    // What is written now is the newest cluster; the former's is not kept.
    ...(current && image && { image }),
    ...(cluster.readyWorkers !== undefined && { ready: cluster.readyWorkers }),
    current,
    share: {
      kind: 'traffic',
      ...(cluster.trafficPercent !== undefined && {
        percent: cluster.trafficPercent,
      }),
    },
  });
  return [
    ...(pending ? [revision(pending, true)] : []),
    ...(active ? [revision(active, !pending)] : []),
  ];
}
