import type { Cluster } from '../cluster/cluster';
import type { Pod } from '../resources/pod';

/** What a pod that serves no model does with its GPUs. Both 0 to 1. */
export interface OtherUse {
  readonly busy: number;
  readonly memory: number;
}

const WAVE_MS = 95_000;

/**
 * Training keeps its GPUs busy, a notebook now and then; the weather
 * notebook was forgotten, and a model that still loads only takes memory.
 */
export function otherUse(cluster: Cluster, { metadata }: Pod): OtherUse {
  const app = metadata.labels?.app ?? '';
  const wave = Math.sin(cluster.clock.now() / WAVE_MS);
  if (/finetune|pretrain|distill/.test(app)) {
    return { busy: 0.9 + 0.06 * wave, memory: 0.86 };
  }
  if (app === 'notebook-weather') {
    return { busy: 0, memory: 0.21 };
  }
  if (app.startsWith('notebook')) {
    return { busy: Math.max(0, 0.25 + 0.3 * wave), memory: 0.4 };
  }
  return { busy: 0, memory: 0.6 };
}
