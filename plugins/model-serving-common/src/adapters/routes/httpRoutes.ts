import type { Judgement, ObjectRef } from '../../api/types';
import { findCondition } from '../../observed/condition';
import {
  httpRouteProjection,
  type HttpRouteRecord,
  type RouteReference,
} from '../../observed/httpRoute';
import type { PodRecord } from '../../observed/pod';
import { recordKey, type RecordMeta } from '../../observed/resource';
import { serviceProjection } from '../../observed/service';
import { selects } from '../context';
import type { AssessmentContext } from '../types';
import {
  conditionEvidence,
  fieldEvidence,
  objectRef,
  sentence,
} from '../wording';
import { gatewayProblem, schemeOf } from './gateways';
import { poolsIn } from './pools';
import {
  detailsOf,
  handledByNobody,
  notAccepted,
  parentName,
  routeNotReady,
  worstProblem,
  type RouteProblem,
} from './problem';

/** By the reasons of `Accepted` and `ResolvedRefs`, Gateway API v1.6. */
const ADVICE: Readonly<Record<string, string>> = {
  NotAllowedByListeners:
    'Ask the platform team to let routes of this namespace use the gateway.',
  NoMatchingListenerHostname:
    'Use a host name in the route that the gateway listens for.',
  NoMatchingParent:
    'Check the port and the section of the gateway that the route names.',
  UnsupportedValue:
    'Take out of the route what this gateway does not support; its words name it.',
  IncompatibleFilters: 'Take out filters of the route that exclude each other.',
  RefNotPermitted:
    'Ask the platform team for a ReferenceGrant: the route leads into another namespace.',
  InvalidKind: 'Ask the platform team whether this gateway supports the kind.',
  BackendNotFound: 'Check the names in the route: one of them does not exist.',
  UnsupportedProtocol:
    'Use a protocol for the port of the Service that this gateway supports.',
};

/**
 * Joins the HTTPRoutes (Gateway API v1.6) that lead to a workload's pods,
 * through a Service or an InferencePool, to its judgement. A model that is up
 * and that no route leads to is not reachable; where one of several does, the
 * others are told.
 *
 * A route that the workload's own object controls stays out: its controller
 * judges it, as KServe does in `IngressReady` and `RouterReady`.
 */
export function withRoutes(
  judgement: Judgement,
  owner: RecordMeta,
  pods: () => readonly PodRecord[],
  seen: AssessmentContext,
): Judgement {
  if (judgement.verdict !== 'healthy') return judgement;
  const routes = routesTo(owner, pods, seen);
  const broken = routes.flatMap(route => {
    const problem = routeProblem(route, seen);
    return problem ? [{ route, problem }] : [];
  });
  const worst = worstProblem(broken.map(({ problem }) => problem));
  const told = broken.find(({ problem }) => problem === worst);
  if (told && broken.length === routes.length) {
    return routeNotReady(judgement, nameOf(told.route), told.problem);
  }
  const notes = [
    ...broken.map(
      ({ route, problem }) =>
        `Requests do not reach it through ${nameOf(route)}: ${problem.clause}.`,
    ),
    ...routes.flatMap(partlyLeftOut),
  ];
  return notes.length === 0
    ? judgement
    : { ...judgement, message: [judgement.message, ...notes].join(' ') };
}

/**
 * The address at which a working route makes a workload reachable, while
 * something runs or not; `undefined` when none does, or the cluster does not
 * show its gateway.
 */
export function routedUrl(
  owner: RecordMeta,
  pods: () => readonly PodRecord[],
  seen: AssessmentContext,
): string | undefined {
  for (const route of routesTo(owner, pods, seen)) {
    const hostname = route.hostnames.find(name => !name.startsWith('*'));
    const [scheme] = route.parents.flatMap(parent => schemeOf(parent, seen));
    if (hostname && scheme && !routeProblem(route, seen)) {
      return `${scheme}://${hostname}`;
    }
  }
  return undefined;
}

/** The routes that lead to a workload's pods and that nobody else judges. */
export function routesTo(
  owner: RecordMeta,
  pods: () => readonly PodRecord[],
  seen: AssessmentContext,
): readonly HttpRouteRecord[] {
  // Looked at first, so that where there are none nothing else is.
  const routes = [...seen.cluster.records(httpRouteProjection).values()].filter(
    ({ meta, backends }) =>
      meta.deletedAt === undefined &&
      meta.controller?.uid !== owner.uid &&
      backends.some(({ namespace }) => namespace === owner.namespace),
  );
  if (routes.length === 0) return [];
  const own = pods();
  return routes.filter(({ backends }) =>
    backends.some(backend => leadsTo(backend, owner, own, seen)),
  );
}

function leadsTo(
  { group, kind, namespace, name }: RouteReference,
  owner: RecordMeta,
  pods: readonly PodRecord[],
  { cluster }: AssessmentContext,
): boolean {
  if (namespace !== owner.namespace) return false;
  const isSelected = (selector: Readonly<Record<string, string>>) =>
    pods.some(pod => selects(selector, pod.meta.labels));
  if (kind === 'InferencePool') {
    return poolsIn(cluster).some(
      ({ pool, resource }) =>
        resource.group === group &&
        pool.meta.namespace === namespace &&
        pool.meta.name === name &&
        isSelected(pool.selector),
    );
  }
  if (kind !== 'Service' || group !== '') return false;
  const service = cluster
    .records(serviceProjection)
    .get(recordKey({ namespace, name }));
  const hasItsName = [owner.name, `${owner.name}-predictor`].includes(name);
  // Where none runs, or none is there, the name says for what it was meant.
  return service && pods.length > 0 ? isSelected(service.selector) : hasItsName;
}

/** What keeps requests from getting through a route; `undefined` when nothing does. */
export function routeProblem(
  route: HttpRouteRecord,
  seen: AssessmentContext,
): RouteProblem | undefined {
  const { meta, parents, statuses } = route;
  const ref = objectRef(seen.cluster, httpRouteProjection.resource, meta);
  if (parents.length === 0) {
    return {
      verdict: 'degraded',
      clause: 'it names no gateway',
      evidence: [fieldEvidence(ref, 'spec.parentRefs', 'none')],
      advice: 'Name the gateway in the route.',
    };
  }
  // What a former parent said stays until its controller takes it away.
  const current = statuses.filter(({ parent }) =>
    parents.some(wanted => isSame(wanted, parent)),
  );
  const gateways = parents.map(parent => gatewayProblem(parent, seen));
  if (current.length === 0) {
    return worstProblem(gateways) ?? handledByNobody(meta, ref, seen.now);
  }
  return worstProblem([
    ...current.map(({ parent, conditions }) => {
      const status = { name: parentName(parent), conditions };
      return withAdvice(
        notAccepted(status, meta, ref) ?? unresolved(status, ref),
        findCondition(conditions, 'Accepted')?.reason,
      );
    }),
    ...gateways,
  ]);
}

function unresolved(
  { name, conditions }: Parameters<typeof notAccepted>[0],
  ref: ObjectRef,
): RouteProblem | undefined {
  const resolved = findCondition(conditions, 'ResolvedRefs');
  if (resolved?.status === 'False') {
    const advice = ADVICE[resolved.reason ?? ''];
    return {
      verdict: 'degraded',
      clause: `${name} cannot use what it leads to (${detailsOf(resolved)})`,
      evidence: [conditionEvidence(ref, resolved)],
      ...(resolved.since && { since: resolved.since }),
      ...(advice && { advice }),
    };
  }
  // Not in the API any more, and still written by some.
  const programmed = findCondition(conditions, 'Programmed');
  if (programmed?.status !== 'False') return undefined;
  return {
    verdict: 'progressing',
    clause: `${name} is still setting it up (${detailsOf(programmed)})`,
    evidence: [conditionEvidence(ref, programmed)],
    ...(programmed.since && { since: programmed.since }),
  };
}

function withAdvice(
  problem: RouteProblem | undefined,
  reason: string | undefined,
): RouteProblem | undefined {
  const advice = ADVICE[reason ?? ''];
  return problem && advice && !problem.advice
    ? { ...problem, advice }
    : problem;
}

/** Some rules are not used, and the others are. */
function partlyLeftOut(route: HttpRouteRecord): string[] {
  const told = route.statuses
    .map(({ conditions }) => findCondition(conditions, 'PartiallyInvalid'))
    .find(condition => condition?.status === 'True');
  return told
    ? [sentence(`A part of ${nameOf(route)} is left out: ${detailsOf(told)}`)]
    : [];
}

function isSame(a: RouteReference, b: RouteReference): boolean {
  return (
    a.kind === b.kind &&
    a.group === b.group &&
    a.namespace === b.namespace &&
    a.name === b.name
  );
}

function nameOf({ meta, hostnames }: HttpRouteRecord): string {
  const [hostname] = hostnames;
  return `the route ${meta.name}${hostname ? ` (${hostname})` : ''}`;
}
