import { SizingArchitecture } from './types';

/**
 * What a layer keeps: `full` a cache of every token, `window` one of the last
 * tokens, `linear` a state of constant size, `maybe` one of the first two, and
 * `other` something that is not understood.
 */
export type LayerKind = 'full' | 'window' | 'maybe' | 'linear' | 'other';

/** Number of layers of each kind. */
export type LayerCounts = Readonly<Record<LayerKind, number>>;

const KINDS: ReadonlyMap<string, LayerKind> = new Map([
  ['full_attention', 'full'],
  ['attention', 'full'],
  ['sliding_attention', 'window'],
  // A chunk is cached like a window, but its size is not a field of a Model:
  // at most what full attention keeps.
  ['chunked_attention', 'maybe'],
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

/** The layers from one (inclusive) to another (exclusive), by kind. */
export function countLayers(
  plan: LayerPlan,
  from: number = 0,
  to: number = plan.total,
): LayerCounts {
  if (typeof plan.kinds === 'string') {
    return { ...NO_LAYERS, [plan.kinds]: to - from };
  }
  const counts = { ...NO_LAYERS };
  for (const kind of plan.kinds.slice(from, to)) counts[kind] += 1;
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
