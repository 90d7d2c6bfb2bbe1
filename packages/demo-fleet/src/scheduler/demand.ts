import type { Container, Pod } from '../resources/pod';
import type { Quantities } from '../resources/quantity';
import { parseQuantity } from '../resources/quantity';

/** Resource name → amount in its base unit (cores, bytes, devices). */
export type Amounts = Map<string, number>;

/**
 * What a pod holds on its node, by the scheduler's rule (kubernetes
 * component-helpers `resource/helpers.go`): containers and sidecars together,
 * or the largest moment of the init containers, plus overhead.
 */
export function podDemand(pod: Pick<Pod, 'spec'>): Amounts {
  const running = sum(pod.spec.containers.map(containerDemand));
  let sidecars: Amounts = new Map();
  let peak: Amounts = new Map();
  for (const container of pod.spec.initContainers ?? []) {
    const own = containerDemand(container);
    if (container.restartPolicy === 'Always') {
      sidecars = sum([sidecars, own]);
      peak = max(peak, sidecars);
    } else {
      peak = max(peak, sum([sidecars, own]));
    }
  }
  const steady = sum([running, sidecars]);
  return sum([max(steady, peak), amounts(pod.spec.overhead)]);
}

export function amounts(quantities: Quantities | undefined): Amounts {
  return new Map(
    Object.entries(quantities ?? {}).map(([name, quantity]) => [
      name,
      parseQuantity(quantity) ?? 0,
    ]),
  );
}

export function sum(parts: readonly Amounts[]): Amounts {
  const total: Amounts = new Map();
  for (const part of parts) {
    for (const [name, amount] of part) {
      total.set(name, (total.get(name) ?? 0) + amount);
    }
  }
  return total;
}

function max(left: Amounts, right: Amounts): Amounts {
  const larger: Amounts = new Map(left);
  for (const [name, amount] of right) {
    larger.set(name, Math.max(larger.get(name) ?? 0, amount));
  }
  return larger;
}

function containerDemand(container: Container): Amounts {
  return amounts({
    ...container.resources?.limits,
    ...container.resources?.requests,
  });
}
