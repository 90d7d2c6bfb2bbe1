import type { Obstacle } from './fit';

const HELPLESS = 'Preemption is not helpful for scheduling';
const NO_VICTIMS = 'No preemption victims found for incoming pod';

/**
 * The scheduler's own sentence for a pod that fits nowhere, such as
 * `0/2 nodes are available: 2 Insufficient nvidia.com/gpu. no new claims to
 * deallocate, preemption: 0/2 nodes are available: 2 No preemption victims
 * found for incoming pod.` (kube-scheduler 1.34 and later).
 */
export function unschedulableMessage(perNode: readonly Obstacle[][]): string {
  if (perNode.length === 0) {
    return 'no nodes available to schedule pods';
  }
  const head = `0/${perNode.length} nodes are available: `;
  const reasons = histogram(
    perNode.flatMap(found => [...new Set(found.map(item => item.reason))]),
  );
  const preemption = histogram(
    perNode.map(found =>
      found.every(item => item.resolvable) ? NO_VICTIMS : HELPLESS,
    ),
  );
  return `${head}${reasons}. no new claims to deallocate, preemption: ${head}${preemption}.`;
}

function histogram(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
}
