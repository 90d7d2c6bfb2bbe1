/** How the clusters of a change follow each other. */
export type Order = 'together' | 'each' | 'own';

type Waves = readonly (readonly string[])[];

/** The order that a value of the form is. */
export function orderOf(
  waves: Waves | undefined,
  clusters: readonly string[],
): Order {
  if (!waves || waves.length < 2) {
    return 'together';
  }
  return waves.every((wave, index) => wave.join() === clusters[index])
    ? 'each'
    : 'own';
}

/**
 * The waves of the clusters that are chosen now: those that are not chosen any
 * more go, new ones come last. Nothing where one wave has them all.
 */
export function arrange(
  order: Order,
  waves: Waves | undefined,
  clusters: readonly string[],
): string[][] | undefined {
  if (order === 'together' || clusters.length < 2) {
    return undefined;
  }
  if (order === 'each') {
    return clusters.map(cluster => [cluster]);
  }
  const kept = (waves ?? [])
    .map(wave => wave.filter(cluster => clusters.includes(cluster)))
    .filter(wave => wave.length > 0);
  const added = clusters.filter(cluster => !kept.flat().includes(cluster));
  if (kept.length < 2) {
    // A canary, and the rest: what most people mean by it.
    const [first = '', ...rest] = clusters;
    return [[first], rest];
  }
  const last = kept.at(-1) ?? [];
  return [...kept.slice(0, -1), [...last, ...added]];
}

/** Puts a cluster into another wave; a wave that is left empty goes. */
export function moveTo(
  waves: Waves,
  cluster: string,
  number: number,
): string[][] {
  const without = waves.map(wave => wave.filter(name => name !== cluster));
  const target = without[number - 1];
  const moved = target
    ? without.map(wave => (wave === target ? [...wave, cluster] : wave))
    : [...without, [cluster]];
  return moved.filter(wave => wave.length > 0);
}
