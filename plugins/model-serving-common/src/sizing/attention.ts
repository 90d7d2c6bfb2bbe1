import { SizingArchitecture } from './types';

/**
 * What a layer keeps: `full` a cache of every token, `window` one of the last
 * tokens, `linear` a state of constant size, `both` a cache of every token and
 * a state, `maybe` one of the first two, and `other` something that is not
 * understood.
 */
export type LayerKind =
  | 'full'
  | 'window'
  | 'maybe'
  | 'linear'
  | 'both'
  | 'other';

/** What a layer is counted as: one that keeps both is counted twice. */
type CountedKind = Exclude<LayerKind, 'both'>;

/** Number of layers of each kind. */
export type LayerCounts = Readonly<Record<CountedKind, number>>;

const KINDS: ReadonlyMap<string, LayerKind> = new Map([
  ['full_attention', 'full'],
  ['attention', 'full'],
  ['sliding_attention', 'window'],
  // A chunk is cached like a window, but its size is not a field of a Model:
  // at most what full attention keeps.
  ['chunked_attention', 'maybe'],
  // Attention and a state side by side in one layer (Falcon-H1).
  ['hybrid', 'both'],
  ['linear_attention', 'linear'],
  ['mamba', 'linear'],
  ['mamba2', 'linear'],
  ['recurrent', 'linear'],
  ['conv', 'linear'],
]);

export const NO_LAYERS: LayerCounts = {
  full: 0,
  window: 0,
  maybe: 0,
  linear: 0,
  other: 0,
};

/** The kinds of a model's layers; absent when their number is not known. */
export interface LayerPlan {
  readonly total: number;
  /** One kind for all, or a kind for each. */
  readonly kinds: LayerKind | readonly LayerKind[];
  /** What the plan would need to be certain. */
  readonly missing: readonly string[];
}

/** Reads `num_hidden_layers`, `layer_types` and `sliding_window`. */
export function layerPlan(
  architecture: SizingArchitecture,
): LayerPlan | undefined {
  const { layerTypes, numHiddenLayers, slidingWindow } = architecture;
  if (layerTypes) {
    const kinds = layerTypes.map(type => {
      const kind = KINDS.get(type) ?? 'other';
      // Without its size a window bounds nothing but itself.
      return kind === 'window' && slidingWindow === undefined ? 'maybe' : kind;
    });
    const missing: string[] = [];
    if (kinds.includes('maybe')) missing.push('architecture.slidingWindow');
    for (const type of new Set(layerTypes)) {
      if (!KINDS.has(type)) {
        missing.push(`architecture.layerTypes: what a ${type} layer keeps`);
      }
    }
    return { total: kinds.length, kinds, missing };
  }
  if (numHiddenLayers === undefined) return undefined;
  // Some families use the window in every layer, some in every other one, and
  // some not at all: config.json alone does not tell without layer_types.
  return slidingWindow === undefined
    ? { total: numHiddenLayers, kinds: 'full', missing: [] }
    : {
        total: numHiddenLayers,
        kinds: 'maybe',
        missing: ['architecture.layerTypes'],
      };
}

function countedAs(kind: LayerKind | undefined): readonly CountedKind[] {
  if (kind === undefined) return [];
  return kind === 'both' ? ['full', 'linear'] : [kind];
}

/**
 * Layers as vLLM caches them: in groups of as many as there are of the rarest
 * kind, the last group of each kind filled up; one group for each kind where
 * the kinds are about as many (`kv_cache_utils.py`).
 */
export function inGroups(counts: LayerCounts): LayerCounts {
  const kinds = (['full', 'window', 'linear'] as const).filter(
    kind => counts[kind] > 0,
  );
  const numbers = kinds.map(kind => counts[kind]);
  const fewest = Math.min(...numbers);
  const most = Math.max(...numbers);
  if (kinds.length < 2) return counts;
  const size = most < fewest * 1.25 ? most : fewest;
  const filled = kinds.map(kind => [
    kind,
    Math.ceil(counts[kind] / size) * size,
  ]);
  return { ...counts, ...Object.fromEntries(filled) };
}

/** The layers from one (inclusive) to another (exclusive), by kind. */
export function countLayers(
  plan: LayerPlan,
  from: number = 0,
  to: number = plan.total,
): LayerCounts {
  const counts = { ...NO_LAYERS };
  for (let layer = from; layer < to; layer += 1) {
    const kind =
      typeof plan.kinds === 'string' ? plan.kinds : plan.kinds[layer];
    for (const counted of countedAs(kind)) counts[counted] += 1;
  }
  return counts;
}

/**
 * Sizes of pipeline stages: even, and what remains goes one by one to the
 * stages before the last, from the back (vLLM, `get_pp_indices`).
 */
export function stageSizes(layers: number, stages: number): number[] {
  const sizes = Array.from({ length: stages }, () =>
    Math.floor(layers / stages),
  );
  const remaining = layers % stages;
  for (let index = 0; index < remaining; index += 1) {
    const stage = Math.max(0, stages - 2 - index);
    sizes[stage] = (sizes[stage] ?? 0) + 1;
  }
  return sizes;
}

/** The layers of each pipeline stage, by kind. */
export function stageLayers(plan: LayerPlan, stages: number): LayerCounts[] {
  let from = 0;
  return stageSizes(plan.total, stages).map(size => {
    const counts = countLayers(plan, from, from + size);
    from += size;
    return counts;
  });
}
