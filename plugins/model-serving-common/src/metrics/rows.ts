import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  ClusterRef,
  EntityGpuUse,
  Instant,
  ObjectRef,
  Revision,
} from '../api/types';
import { podProjection, type PodRecord } from '../observed/pod';
import { matchWorkloads, type MatchedWorkload } from '../views/matchWorkloads';
import { atOnce } from '../views/steps';
import type { ViewRequest } from '../views/types';
import { revisionsOfPods } from './revisionOf';
import { podSetOf } from './samples';

/** What figures are of: the pods of one revision of one serving object. @public */
export interface MetricsRow {
  readonly cluster: ClusterRef;
  readonly service?: { readonly entityRef: string; readonly title: string };
  readonly workload: ObjectRef;
  readonly revision?: { readonly name: string; readonly current?: boolean };
  /** The only one of its workload that has pods. */
  readonly isOnly: boolean;
  /** Pods of another revision have the same names, as in a StatefulSet. */
  readonly sharesNames: boolean;
  readonly runtime: string;
  /** That run, or hold accelerators; also those that are being ended. */
  readonly pods: readonly PodRecord[];
  /** When the cluster last said which pods there are. */
  readonly confirmedAt?: Instant;
  /** Absent when the cluster never showed its nodes and pods. */
  readonly gpus?: readonly EntityGpuUse[];
}

/**
 * The rows of an entity: for each serving object, each of its revisions that
 * has pods; one without a revision where it has none.
 */
export function metricsRows(request: ViewRequest): MetricsRow[] {
  const entityRef = stringifyEntityRef(request.entity);
  const isService = request.services.some(
    service => stringifyEntityRef(service) === entityRef,
  );
  const rows = atOnce(matchWorkloads(request)).flatMap(match => {
    if (match.services.length === 0) {
      const serves = match.models.some(model => model.entityRef === entityRef);
      return serves && !isService ? rowsOf(match) : [];
    }
    return match.services
      .filter(ref => !isService || ref === entityRef)
      .flatMap(ref => rowsOf(match, referenceOf(ref, request.services)));
  });
  return rows.sort(
    (a, b) =>
      a.cluster.title.localeCompare(b.cluster.title, 'en') ||
      (a.service?.title ?? '~').localeCompare(b.service?.title ?? '~', 'en') ||
      Number(b.revision?.current ?? false) -
        Number(a.revision?.current ?? false),
  );
}

function rowsOf(
  { assessed, cluster, seen }: MatchedWorkload,
  service?: MetricsRow['service'],
): MetricsRow[] {
  const { workload } = assessed;
  const revisionOf = revisionsOfPods(workload.revisions, seen);
  const groups = new Map<string | undefined, PodRecord[]>();
  for (const pod of assessed.pods().filter(isThere)) {
    const name = revisionOf(pod);
    const group = groups.get(name);
    if (group) group.push(pod);
    else groups.set(name, [pod]);
  }
  if (groups.size === 0) groups.set(undefined, []);
  const sets = [...groups.values()].map(
    pods => new Set(pods.map(({ meta }) => podSetOf(meta.name))),
  );
  const sharesNames =
    new Set(sets.flatMap(set => [...set])).size <
    sets.reduce((sum, { size }) => sum + size, 0);
  const account = seen.gpus();
  const knowledge = cluster.knowledge(podProjection.resource);
  return [...groups].map(([name, pods]) => ({
    cluster: cluster.cluster,
    ...(service && { service }),
    workload: workload.ref,
    ...(name !== undefined && { revision: revision(name, workload.revisions) }),
    isOnly: groups.size === 1,
    sharesNames,
    runtime: workload.runtime,
    pods,
    ...(knowledge.status === 'observed' && {
      confirmedAt: knowledge.confirmedAt,
    }),
    ...(account && { gpus: account.useOf(pods) }),
  }));
}

function revision(
  name: string,
  revisions: readonly Revision[],
): { name: string; current?: boolean } {
  const current = revisions.find(known => known.name === name)?.current;
  return { name, ...(current !== undefined && { current }) };
}

function isThere({ phase, nodeName }: PodRecord): boolean {
  return nodeName !== undefined && (phase === 'Running' || phase === 'Pending');
}

function referenceOf(
  ref: string,
  services: readonly Entity[],
): { entityRef: string; title: string } {
  const metadata = services.find(
    service => stringifyEntityRef(service) === ref,
  )?.metadata;
  return { entityRef: ref, title: metadata?.title ?? metadata?.name ?? ref };
}
