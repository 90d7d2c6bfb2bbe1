import type { Node, Taint } from '../resources/core';
import type { NodeSelectorTerm, Pod, Toleration } from '../resources/pod';
import type { Amounts } from './demand';
import { amounts } from './demand';

/** Why a pod cannot run on a node, in the scheduler's words. */
export interface Obstacle {
  reason: string;
  /** Whether evicting other pods could help. */
  resolvable: boolean;
}

/** What keeps a pod off a node; empty when it fits. First failing filter only. */
export function obstacles(
  pod: Pod,
  demand: Amounts,
  node: Node,
  used: Amounts,
  podsOnNode: number,
): Obstacle[] {
  if (node.spec.unschedulable && !toleratesCordon(pod)) {
    return [fixed('node(s) were unschedulable')];
  }
  const taint = untolerated(node.spec.taints ?? [], pod.spec.tolerations ?? []);
  if (taint) {
    return [fixed('node(s) had untolerated taint(s)')];
  }
  if (!matchesPlacement(pod, node)) {
    return [fixed("node(s) didn't match Pod's node affinity/selector")];
  }
  return resourceObstacles(demand, node, used, podsOnNode);
}

function resourceObstacles(
  demand: Amounts,
  node: Node,
  used: Amounts,
  podsOnNode: number,
): Obstacle[] {
  const allocatable = amounts(node.status?.allocatable);
  const found: Obstacle[] = [];
  if (podsOnNode + 1 > (allocatable.get('pods') ?? 0)) {
    found.push({ reason: 'Too many pods', resolvable: true });
  }
  for (const [name, wanted] of demand) {
    const total = allocatable.get(name) ?? 0;
    if (wanted > 0 && wanted > total - (used.get(name) ?? 0)) {
      found.push({
        reason: `Insufficient ${name}`,
        resolvable: wanted <= total,
      });
    }
  }
  return found;
}

function matchesPlacement(pod: Pod, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  const selected = Object.entries(pod.spec.nodeSelector ?? {}).every(
    ([key, value]) => labels[key] === value,
  );
  const required =
    pod.spec.affinity?.nodeAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return (
    selected && (!required || required.some(term => matchesTerm(term, labels)))
  );
}

function matchesTerm(
  term: NodeSelectorTerm,
  labels: Record<string, string>,
): boolean {
  return (term.matchExpressions ?? []).every(({ key, operator, values }) => {
    const actual = labels[key];
    const listed = actual !== undefined && (values ?? []).includes(actual);
    switch (operator) {
      case 'In':
        return listed;
      case 'NotIn':
        return !listed;
      case 'Exists':
        return actual !== undefined;
      case 'DoesNotExist':
        return actual === undefined;
      case 'Gt':
        return Number(actual) > Number(values?.[0]);
      case 'Lt':
        return Number(actual) < Number(values?.[0]);
      default:
        return false;
    }
  });
}

function untolerated(
  taints: readonly Taint[],
  tolerations: readonly Toleration[],
): Taint | undefined {
  return taints.find(
    taint =>
      taint.effect !== 'PreferNoSchedule' &&
      !tolerations.some(toleration => tolerates(toleration, taint)),
  );
}

function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) {
    return false;
  }
  if (toleration.operator === 'Exists') {
    return !toleration.key || toleration.key === taint.key;
  }
  return (
    toleration.key === taint.key &&
    (toleration.value ?? '') === (taint.value ?? '')
  );
}

function toleratesCordon(pod: Pod): boolean {
  const cordon = {
    key: 'node.kubernetes.io/unschedulable',
    effect: 'NoSchedule',
  };
  return (pod.spec.tolerations ?? []).some(item => tolerates(item, cordon));
}

function fixed(reason: string): Obstacle {
  return { reason, resolvable: false };
}
