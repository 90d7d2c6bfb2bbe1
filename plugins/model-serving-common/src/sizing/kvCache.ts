import {
  Amount,
  between,
  exactly,
  growing,
  highest,
  lowest,
  missingOf,
  sum,
  times,
} from './amount';
import {
  inGroups,
  LayerCounts,
  LayerPlan,
  layerPlan,
  stageLayers,
} from './attention';
import { engineRules } from './engine';
import {
  bytesOfCacheDtype,
  linearStatePerGpu,
  Reckoned,
  tokenInLayer,
} from './kvLayer';
import { SizingAssumptions, SizingLayout, SizingRequest } from './types';

/** What the fullest GPU of a layout caches. */
export interface Cache {
  /** False for a model that keeps nothing between tokens. */
  readonly kept: boolean;
  /** One token in one layer. */
  readonly perLayer: Reckoned;
  /** One more token of a request that is longer than every window. */
  readonly perToken: Amount;
  /** A token while it is inside every window. */
  readonly perTokenInWindows: Amount;
  /** One request of the full context. */
  readonly perRequest: Amount;
  /** What the engine reserves for one request of the full context. */
  readonly reserved: Amount;
  /** Whether the cost of a request is its tokens times that of one. */
  readonly proportional: boolean;
  readonly howRequest: string;
}

/** Tokens that a cache block makes of a number of tokens. */
function inBlocks(tokens: number, block: number): number {
  return Math.ceil(tokens / block) * block;
}

interface Stage {
  readonly perToken: Amount;
  readonly perTokenInWindows: Amount;
  readonly perRequest: Amount;
  readonly reserved: Amount;
}

/** What is cached beyond what a request says: the reserves of an engine. */
interface Reserve {
  readonly layers: LayerCounts;
  readonly tokensInFlight: number;
  readonly states: number;
}

function stateOf(
  { architecture, overrides }: SizingRequest,
  layers: number,
  tensorParallel: number,
): Amount {
  if (layers === 0) return exactly(0);
  const given = overrides?.stateBytesPerSequence;
  return given === undefined
    ? times(
        linearStatePerGpu(architecture?.linearAttention, tensorParallel),
        layers,
      )
    : exactly(given / tensorParallel);
}

function ofStage(
  layers: LayerCounts,
  reserve: Reserve,
  request: SizingRequest,
  assumptions: SizingAssumptions,
  perLayer: Amount,
  tensorParallel: number,
  contextLength: number | undefined,
): Stage {
  const { slidingWindow = 0 } = request.architecture ?? {};
  const other: Amount =
    layers.other > 0
      ? { kind: 'unknown', missing: ['architecture.layerTypes'] }
      : exactly(0);
  const tokens = (
    full: number,
    window: number,
    counts: LayerCounts = layers,
  ): Amount => {
    const low = counts.full * full + (counts.window + counts.maybe) * window;
    const high = (counts.full + counts.maybe) * full + counts.window * window;
    const missing = ['architecture.slidingWindow', 'architecture.layerTypes'];
    return growing(
      (a, b) => (b === 0 ? 0 : a * b),
      perLayer,
      between(low, high, missing),
    );
  };
  const state = stateOf(request, layers.linear, tensorParallel);
  const cross =
    request.attention === 'encoder-decoder'
      ? tokens(
          assumptions.crossAttentionTokens,
          assumptions.crossAttentionTokens,
        )
      : exactly(0);
  const { blockSize } = assumptions;
  const length = (inWindow: number, counts: LayerCounts): Amount => {
    if (contextLength === undefined) {
      return { kind: 'unknown', missing: ['contextLength'] };
    }
    const full = inBlocks(contextLength, blockSize);
    return tokens(full, Math.min(full, inWindow), counts);
  };
  // The window of a chunk's first token, and the chunk; it may begin within a
  // block.
  const inFlight =
    reserve.tokensInFlight > 0
      ? inBlocks(slidingWindow - 1 + reserve.tokensInFlight, blockSize) +
        blockSize
      : slidingWindow;
  return {
    perToken: sum(tokens(1, 0), other),
    perTokenInWindows: sum(tokens(1, 1), other),
    perRequest: sum(length(slidingWindow, layers), state, cross, other),
    reserved: sum(
      length(inFlight, reserve.layers),
      times(
        stateOf(request, reserve.layers.linear, tensorParallel),
        reserve.states,
      ),
      cross,
      other,
    ),
  };
}

function fullest(amounts: readonly Amount[]): Amount {
  return between(
    Math.max(...amounts.map(lowest)),
    Math.max(...amounts.map(highest)),
    missingOf(...amounts),
  );
}

function orNothing(amount: Amount): Amount {
  return between(0, highest(amount), [
    ...missingOf(amount),
    'whether the model is an encoder',
  ]);
}

function nothing(perLayer: Reckoned): Cache {
  return {
    kept: false,
    perLayer,
    perToken: exactly(0),
    perTokenInWindows: exactly(0),
    perRequest: exactly(0),
    reserved: exactly(0),
    proportional: true,
    howRequest: 'an encoder keeps nothing between requests',
  };
}

function describeLayers(
  plan: LayerPlan,
  counts: readonly LayerCounts[],
  window: number | undefined,
): string {
  const stage = counts.reduce((most, each) =>
    each.full > most.full ? each : most,
  );
  const parts: string[] = [];
  if (stage.full > 0) parts.push(`${stage.full} layers × all tokens`);
  if (stage.window > 0) {
    parts.push(`${stage.window} layers × at most ${window ?? '?'} tokens`);
  }
  if (stage.maybe > 0)
    parts.push(`${stage.maybe} layers × a window or all tokens`);
  if (stage.linear > 0) parts.push(`${stage.linear} layers × a constant state`);
  if (stage.other > 0) parts.push(`${stage.other} layers of an unknown kind`);
  return `${parts.join(' + ')}${
    counts.length > 1
      ? ` (the fullest of ${counts.length} stages of ${plan.total} layers)`
      : ''
  }`;
}

/** What a model caches on the fullest GPU of a layout. */
export function cacheOf(
  request: SizingRequest,
  assumptions: SizingAssumptions,
  layout: SizingLayout,
  contextLength: number | undefined,
): Cache {
  const { tensorParallel, pipelineParallel } = layout;
  const architecture = request.architecture ?? {};
  const rules = engineRules(request.engine?.name, request.engine?.version);
  const perLayer = tokenInLayer(
    architecture,
    bytesOfCacheDtype(request.kvCacheDtype),
    tensorParallel,
  );
  if (request.attention === 'encoder') return nothing(perLayer);

  const given = request.overrides?.kvBytesPerTokenPerGpu;
  if (given !== undefined) {
    const perToken = exactly(given);
    const perRequest: Amount =
      contextLength === undefined
        ? { kind: 'unknown', missing: ['contextLength'] }
        : times(perToken, inBlocks(contextLength, assumptions.blockSize));
    return {
      kept: true,
      perLayer,
      perToken,
      perTokenInWindows: perToken,
      perRequest,
      reserved: perRequest,
      proportional: true,
      howRequest: 'as given for one token',
    };
  }

  const plan = layerPlan(architecture);
  if (!plan) {
    const unknown: Amount = {
      kind: 'unknown',
      missing: ['architecture.numHiddenLayers', ...missingOf(perLayer.amount)],
    };
    return {
      kept: true,
      perLayer,
      perToken: unknown,
      perTokenInWindows: unknown,
      perRequest: unknown,
      reserved: unknown,
      proportional: true,
      howRequest: 'the number of layers is not given',
    };
  }
  const counts = stageLayers(plan, Math.min(pipelineParallel, plan.total));
  const stages = counts.map(layers =>
    ofStage(
      layers,
      {
        layers: rules.groupsLayers ? inGroups(layers) : layers,
        tokensInFlight: assumptions.tokensInFlight,
        states: assumptions.statesPerRequest,
      },
      request,
      assumptions,
      perLayer.amount,
      tensorParallel,
      contextLength,
    ),
  );
  const cache: Cache = {
    kept: true,
    perLayer,
    perToken: fullest(stages.map(stage => stage.perToken)),
    perTokenInWindows: fullest(stages.map(stage => stage.perTokenInWindows)),
    perRequest: fullest(stages.map(stage => stage.perRequest)),
    reserved: fullest(stages.map(stage => stage.reserved)),
    proportional:
      plan.kinds === 'full' && request.attention !== 'encoder-decoder',
    howRequest: describeLayers(plan, counts, architecture.slidingWindow),
  };
  return request.attention === 'pooling'
    ? {
        ...cache,
        perToken: orNothing(cache.perToken),
        perTokenInWindows: orNothing(cache.perTokenInWindows),
        perRequest: orNothing(cache.perRequest),
        reserved: orNothing(cache.reserved),
      }
    : cache;
}
