import type { Evidence, Judgement, ObjectRef } from '../api/types';
import type { ClusterSnapshot } from '../fleet/snapshot';
import type { ConditionRecord } from '../observed/condition';
import type { RecordMeta, ResourceType } from '../observed/resource';
import { cut } from '../observed/text';

/** Names one object in its cluster. @public */
export function objectRef(
  cluster: ClusterSnapshot,
  resource: Pick<ResourceType, 'group' | 'kind'>,
  meta: RecordMeta,
): ObjectRef {
  return {
    cluster: cluster.cluster.name,
    group: resource.group,
    kind: resource.kind,
    ...(meta.namespace && { namespace: meta.namespace }),
    name: meta.name,
    ...(meta.uid && { uid: meta.uid }),
  };
}

/** A field's value as the cluster gave it. @public */
export function fieldEvidence(
  object: ObjectRef,
  path: string,
  text: string,
  at?: string,
): Evidence {
  return { object, source: 'field', path, text: cut(text), ...(at && { at }) };
}

/** A condition as the cluster gave it. @public */
export function conditionEvidence(
  object: ObjectRef,
  condition: ConditionRecord,
): Evidence {
  const { type, status, reason, message, since } = condition;
  return {
    object,
    source: 'condition',
    path: type,
    text: [`${type}=${status}`, reason, message].filter(Boolean).join(': '),
    ...(since && { at: since }),
  };
}

/** What to do while the controller of an object says nothing of it. @public */
export function askWhetherItRuns(controller: string): string {
  return `If this lasts, ask the platform team whether ${controller} runs in this cluster.`;
}

/** Of an object of which its controller has said nothing yet. @public */
export function notStartedBy(controller: string): {
  readonly because: string;
  readonly advice: string;
} {
  return {
    because: `${controller} has not started it yet`,
    advice: askWhetherItRuns(controller),
  };
}

/**
 * Best to worst. Argo CD puts Unknown last of all; here a failure that is
 * known outranks a cluster that cannot be asked, so that the one does not
 * hide the other.
 *
 * @public
 */
export const VERDICT_ORDER: readonly Judgement['verdict'][] = [
  'healthy',
  'suspended',
  'progressing',
  'unknown',
  'missing',
  'degraded',
];

/** Higher is worse. */
export function severity({ verdict }: Pick<Judgement, 'verdict'>): number {
  return VERDICT_ORDER.indexOf(verdict);
}

/** `1 replica`, `2 replicas`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** `1 of 2 replicas serve`. */
export function serving(ready: number, desired: number): string {
  if (ready > desired) {
    return `${count(ready, 'replica')} serve, ${desired} ${
      desired === 1 ? 'is' : 'are'
    } wanted`;
  }
  return `${ready} of ${count(desired, 'replica')} ${
    desired === 1 ? 'serves' : 'serve'
  }`;
}

/** Ends a clause as a sentence of its own. */
export function sentence(text: string): string {
  const start = text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
  return /[.!?…]$/.test(start) ? start : `${start}.`;
}
