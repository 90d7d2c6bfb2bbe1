import type { GpuTotals, Judgement } from '../../api/types';
import { productOf } from '../../gpu/nodeSlots';
import { UNKNOWN_PRODUCT } from '../../gpu/slot';
import { findCondition } from '../../observed/condition';
import type { PodRecord } from '../../observed/pod';
import { conditionEvidence } from '../wording';
import { eventEvidence, findEvent } from './evidence';
import { podRef, type PodCheck, type PodReading } from './finding';

/** Events of cluster-autoscaler and of Karpenter. */
const AUTOSCALER: Readonly<
  Record<string, { readonly text: string; readonly advice?: string }>
> = {
  TriggeredScaleUp: {
    text: 'the cluster is adding a machine for it',
    advice: 'Wait for the new machine, which takes some minutes.',
  },
  Nominated: {
    text: 'the cluster is adding a machine for it',
    advice: 'Wait for the new machine, which takes some minutes.',
  },
  NotTriggerScaleUp: { text: 'the cluster cannot add a machine for it' },
};

/** The scheduler finds no machine. */
export const unschedulable: PodCheck = (pod, reading) => {
  const scheduled = findCondition(pod.conditions, 'PodScheduled');
  if (pod.nodeName || scheduled?.status !== 'False') return undefined;
  const message = scheduled.message ?? '';
  const lacking = Object.entries(pod.requests).find(([resourceName]) =>
    message.includes(`Insufficient ${resourceName}`),
  );
  const found = lacking
    ? lackOfGpus(pod, reading, lacking[0], lacking[1])
    : otherObstacle(message, pod);
  const machine = newMachine(pod, reading);
  return {
    ...found,
    ...(machine && {
      message: `${found.message}; ${machine.text}`,
      ...(machine.advice && { advice: machine.advice }),
    }),
    evidence: [
      conditionEvidence(podRef(reading.seen.cluster, pod), scheduled),
      ...eventEvidence(pod, reading, ({ reason }) => reason in AUTOSCALER),
    ],
    ...(scheduled.since && { since: scheduled.since }),
  };
};

function newMachine(pod: PodRecord, reading: PodReading) {
  const event = findEvent(pod, reading, Object.keys(AUTOSCALER));
  return event && AUTOSCALER[event.reason];
}

type Obstacle = Omit<Judgement, 'evidence' | 'since'>;

function lackOfGpus(
  pod: PodRecord,
  { seen }: PodReading,
  resourceName: string,
  asked: number,
): Obstacle {
  const wanted = productOf(pod.nodeSelector, resourceName, seen.accelerators);
  const rows = (seen.gpus()?.totals ?? []).filter(
    row =>
      row.resourceName === resourceName &&
      (wanted === UNKNOWN_PRODUCT || row.product === wanted),
  );
  const product = wanted === UNKNOWN_PRODUCT ? onlyProduct(rows) : wanted;
  const what = product ? `${asked} × ${product}` : `${asked} × ${resourceName}`;
  const needs = `each replica needs ${what} on one machine`;
  const total = sum(rows, row => row.allocatable);
  if (seen.gpus() && total === 0) {
    return {
      verdict: 'degraded',
      reason: 'InsufficientGpus',
      message: `${needs}; this cluster has none that can be used`,
      advice:
        'Choose a cluster or an accelerator that exists there, or ask the platform team to add it.',
    };
  }
  const largest = seen
    .gpus()
    ?.largestMachine(
      resourceName,
      wanted === UNKNOWN_PRODUCT ? undefined : wanted,
    );
  if (largest !== undefined && largest < asked) {
    return {
      verdict: 'degraded',
      reason: 'InsufficientGpus',
      message: `${needs}; no machine of this cluster that can be used has more than ${largest}`,
      advice:
        'Ask for fewer GPUs for each replica, or choose a cluster with larger machines.',
    };
  }
  const free = sum(rows, row => row.free);
  const block = Math.max(0, ...rows.map(row => row.largestFreeBlock));
  return {
    verdict: 'progressing',
    reason: 'InsufficientGpus',
    message: seen.gpus()
      ? `${needs}; of ${total} in this cluster ${free} are free, at most ${block} on one machine`
      : `${needs}; not enough are free`,
    advice:
      free >= asked
        ? 'Enough are free, but not together on one machine: ask for fewer GPUs for each replica, choose another cluster, or wait until one machine is free.'
        : 'Use fewer replicas or GPUs, choose another cluster, or wait until others give theirs back.',
  };
}

function otherObstacle(message: string, pod: PodRecord): Obstacle {
  const selector = Object.entries(pod.nodeSelector)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
  if (/Insufficient (?:memory|cpu|ephemeral-storage)/.test(message)) {
    const [, resource = 'resources'] =
      /Insufficient (memory|cpu|ephemeral-storage)/.exec(message) ?? [];
    return {
      verdict: 'progressing',
      reason: 'Unschedulable',
      message: `no machine has enough free ${resource}`,
      advice: `Ask for less ${resource}, choose another cluster, or wait until others give theirs back.`,
    };
  }
  if (/cannot allocate all claims|resourceclaim/i.test(message)) {
    return {
      verdict: 'progressing',
      reason: 'InsufficientGpus',
      message: 'no machine has the devices that it claims free',
      advice: 'Choose another cluster, or wait until others give theirs back.',
    };
  }
  if (/exceeded quota/i.test(message)) {
    return {
      verdict: 'degraded',
      reason: 'QuotaExceeded',
      message: 'the quota of the namespace does not allow it',
      advice:
        'Use fewer GPUs or replicas, or ask the platform team for a larger quota.',
    };
  }
  if (/node affinity|node selector|untolerated taint/.test(message)) {
    return {
      verdict: 'progressing',
      reason: 'Unschedulable',
      message: selector
        ? `no machine that takes it has what it asks for (${selector})`
        : 'every machine that could take it is closed to it',
      advice:
        'Choose an accelerator that the cluster has, or ask the platform team which machines are open.',
    };
  }
  return {
    verdict: 'progressing',
    reason: 'Unschedulable',
    message: 'no machine of the cluster can take it now',
  };
}

function onlyProduct(rows: readonly GpuTotals[]): string | undefined {
  const products = new Set(rows.map(({ product }) => product));
  const [product] = products;
  return products.size === 1 && product !== UNKNOWN_PRODUCT
    ? product
    : undefined;
}

function sum(
  rows: readonly GpuTotals[],
  of: (row: GpuTotals) => number,
): number {
  return rows.reduce((total, row) => total + of(row), 0);
}
