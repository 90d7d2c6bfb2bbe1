import type { NodeRecord } from '../observed/node';
import { acceleratorRule, type AcceleratorRule } from './accelerators';

/** Why accelerators cannot be given to a pod. */
export type Unavailable = 'notReady' | 'cordoned' | 'tainted' | 'unhealthy';

/**
 * Why a node takes no pods that ask for accelerators; `undefined` when it
 * takes them. One that is both is called by what was not done on purpose.
 *
 * A taint that is named after an accelerator is there to keep other pods away;
 * Kubernetes' ExtendedResourceToleration and cloud providers give its
 * toleration to every pod that asks for the device.
 */
export function whyClosed(
  { ready, cordoned, taints }: NodeRecord,
  accelerators: readonly AcceleratorRule[],
): Exclude<Unavailable, 'unhealthy'> | undefined {
  if (!ready) return 'notReady';
  if (cordoned) return 'cordoned';
  return taints.every(({ key }) => isForAccelerators(key, accelerators))
    ? undefined
    : 'tainted';
}

function isForAccelerators(
  taint: string,
  accelerators: readonly AcceleratorRule[],
): boolean {
  return (
    acceleratorRule(taint, accelerators) !== undefined ||
    accelerators.some(({ taints }) => taints?.includes(taint))
  );
}
