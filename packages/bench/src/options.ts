import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Sizes at which both plugins are asked. */
  readonly clusters: readonly number[];
  /** The size at which ours is asked alone; 0 leaves it out. */
  readonly scale: number;
  readonly changesPerSecond: number;
  /** The size at which figures are asked for; 0 leaves it out. */
  readonly metrics: number;
  readonly quick: boolean;
  readonly profile: boolean;
  readonly output: string | undefined;
}

const USAGE = `npm run bench -- [options]
  --clusters 1,10,100  sizes at which both plugins are asked; 0 for none
  --scale 1000         size at which ours is asked alone; 0 for none
  --changes 1000       changes a second at that size
  --metrics 100        size at which figures of metrics are asked; 0 for none
  --quick              fewer views: figures of less weight, in less time
  --profile            leaves a CPU profile of each portal beside its log
  --output <file>      default: bench/results.json`;

/** @throws with what is wrong, and what there is. */
export function readOptions(args: readonly string[]): BenchOptions {
  const values = parse(args);
  return {
    clusters: values.clusters.split(',').map(amount).filter(Boolean),
    scale: amount(values.scale),
    changesPerSecond: amount(values.changes),
    metrics: amount(values.metrics),
    quick: values.quick,
    profile: values.profile,
    output: values.output,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        clusters: { type: 'string', default: '1,10,100' },
        scale: { type: 'string', default: '1000' },
        changes: { type: 'string', default: '1000' },
        metrics: { type: 'string', default: '100' },
        quick: { type: 'boolean', default: false },
        profile: { type: 'boolean', default: false },
        output: { type: 'string' },
      },
    }).values;
  } catch (error) {
    const [reason] = String(error)
      .replace(/^\w+ \[\w+\]: /, '')
      .split(/\. To specify|\n/);
    throw new Error(`${reason}\n${USAGE}`);
  }
}

function amount(text: string): number {
  if (!/^\d{1,6}$/.test(text.trim())) {
    throw new Error(`'${text}' is no number of clusters or changes.\n${USAGE}`);
  }
  return Number(text);
}
