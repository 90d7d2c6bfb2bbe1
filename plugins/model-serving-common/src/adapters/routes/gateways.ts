import { findCondition, type ConditionRecord } from '../../observed/condition';
import { gatewayProjection } from '../../observed/gateway';
import type { RouteReference } from '../../observed/httpRoute';
import { recordKey } from '../../observed/resource';
import type { AssessmentContext } from '../types';
import { conditionEvidence, fieldEvidence, objectRef } from '../wording';
import {
  detailsOf,
  isStale,
  parentName,
  patience,
  type RouteProblem,
} from './problem';

/** Reasons of `Programmed` that pass by themselves, Gateway API v1.6. */
const PASSING: ReadonlySet<string | undefined> = new Set([
  'Pending',
  'AddressNotAssigned',
  'AddressNotUsable',
]);

/** Whether the gateway of a route takes requests at all. */
export function gatewayProblem(
  parent: RouteReference,
  { cluster, now }: AssessmentContext,
): RouteProblem | undefined {
  const { resource } = gatewayProjection;
  // A mesh takes Services as parents; they are no doors.
  if (parent.kind !== 'Gateway' || parent.group !== resource.group) {
    return undefined;
  }
  const name = parentName(parent);
  const gateway = cluster.records(gatewayProjection).get(recordKey(parent));
  if (!gateway) {
    // Not being able to see it says nothing of it.
    if (cluster.knowledge(resource).status !== 'observed') return undefined;
    return {
      verdict: 'degraded',
      clause: `${name} does not exist`,
      evidence: [],
      advice:
        'Check the name of the gateway in the route, or ask the platform team for it.',
    };
  }
  const { meta, conditions } = gateway;
  const ref = objectRef(cluster, resource, meta);
  const bad = ['Accepted', 'Programmed']
    .map(type => findCondition(conditions, type))
    .find(condition => condition && condition.status !== 'True');
  if (bad) {
    return {
      verdict: verdictOn(bad, meta.generation, now),
      clause: `${name} takes no requests (${detailsOf(bad)})`,
      evidence: [conditionEvidence(ref, bad)],
      ...(bad.since && { since: bad.since }),
      advice: 'Ask the platform team to check the gateway.',
    };
  }
  if (conditions.length > 0) return undefined;
  return {
    verdict: patience(meta.createdAt, now),
    clause: `nobody runs ${name}`,
    evidence: [fieldEvidence(ref, 'status.conditions', 'none')],
    ...(meta.createdAt && { since: meta.createdAt }),
    advice: 'Ask the platform team to check the gateway and its class.',
  };
}

/** How a gateway is spoken to; empty for what is none, or is not seen. */
export function schemeOf(
  parent: RouteReference,
  { cluster }: AssessmentContext,
): ('http' | 'https')[] {
  const { listeners = [] } =
    cluster.records(gatewayProjection).get(recordKey(parent)) ?? {};
  const protocols = listeners
    .filter(({ name }) => !parent.section || name === parent.section)
    .map(({ protocol }) => protocol);
  if (protocols.includes('HTTPS')) return ['https'];
  return protocols.includes('HTTP') ? ['http'] : [];
}

function verdictOn(
  bad: ConditionRecord,
  generation: number | undefined,
  now: Date,
): RouteProblem['verdict'] {
  if (bad.status === 'Unknown' || isStale(bad, generation)) {
    return patience(bad.since, now);
  }
  return PASSING.has(bad.reason) ? patience(bad.since, now) : 'degraded';
}
