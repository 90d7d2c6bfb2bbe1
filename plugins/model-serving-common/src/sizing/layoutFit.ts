import {
  Amount,
  between,
  exactly,
  growing,
  highest,
  lowest,
  missingOf,
} from './amount';
import { ASSUMPTION_SOURCES, defaultSizingAssumptions } from './assumptions';
import { budgetOf } from './budget';
import { Cache, cacheOf } from './kvCache';
import { engineRules } from './engine';
import { asBytes, asList, asMachines, asText } from './format';
import { PlacedLayout } from './parallelism';
import { LayoutFit, SizingRequest, SizingStep, SizingVerdict } from './types';

/** Tokens that the pool holds, in whole blocks where every token costs alike. */
function tokensIn(
  pool: Amount,
  cache: Cache,
  block: number,
  contextLength: number | undefined,
): Amount {
  const count = (bytes: number, each: number, whole: number) => {
    if (!(bytes > 0)) return 0;
    if (each <= 0) return Infinity;
    const units = bytes / (each * whole);
    return Number.isFinite(units) ? Math.floor(units) * whole : units;
  };
  const missing = missingOf(pool, cache.perToken, cache.reserved);
  if (cache.proportional) {
    return between(
      count(lowest(pool), highest(cache.perToken), block),
      count(highest(pool), lowest(cache.perToken), block),
      missing,
    );
  }
  // As vLLM reports it for hybrid models: requests of full length × length.
  const length = contextLength ?? 1;
  return between(
    Math.floor(count(lowest(pool), highest(cache.reserved) / length, 1)),
    Math.floor(count(highest(pool), lowest(cache.reserved) / length, 1)),
    missing,
  );
}

function verdictOf(
  pool: Amount,
  needed: Amount,
  missing: readonly string[],
): SizingVerdict {
  const left = [lowest(pool), highest(pool)] as const;
  if (left[1] < lowest(needed) || left[1] < 0) return 'does-not-fit';
  return left[0] >= highest(needed) && left[0] >= 0 && missing.length === 0
    ? 'fits'
    : 'unknown';
}

function messageOf(
  verdict: SizingVerdict,
  place: PlacedLayout,
  pool: Amount,
  needed: Amount,
  concurrency: Amount | undefined,
  missing: readonly string[],
): string {
  const on = asMachines(place.gpus, place.nodes);
  switch (verdict) {
    case 'fits':
      return concurrency
        ? `Fits on ${on}: the cache has room for ${asText(concurrency, value =>
            value.toFixed(2),
          )} requests of full length.`
        : `Fits on ${on}, with ${asText(pool, asBytes)} to spare on each.`;
    case 'unknown':
      return `Whether it fits on ${on} depends on what the Model does not say: ${asList(
        missing,
      )}.`;
    default:
      return highest(pool) < 0
        ? `Does not fit on ${on}: weights and overhead exceed each GPU by ${asBytes(
            -highest(pool),
          )}.`
        : `Does not fit on ${on}: the cache needs ${asText(
            needed,
            asBytes,
          )} on each GPU, and ${asText(pool, asBytes)} are left.`;
  }
}

function sameAmount(a: Amount, b: Amount): boolean {
  return lowest(a) === lowest(b) && highest(a) === highest(b);
}

function cacheSteps(
  cache: Cache,
  tokens: Amount,
  concurrency: Amount,
  block: number,
): SizingStep[] {
  return [
    {
      id: 'kv-bytes-per-layer',
      label: 'Cache of one token in one layer, on one GPU',
      unit: 'bytes/token',
      ...cache.perLayer,
    },
    {
      id: 'kv-bytes-per-token',
      label: 'Cache of one token on the fullest GPU',
      unit: 'bytes/token',
      amount: cache.perToken,
      how: `${asText(cache.perLayer.amount)} × layers: ${cache.howRequest}`,
      source: 'layers that keep every token',
    },
    {
      id: 'kv-bytes-per-request',
      label: 'Cache of one request of full length, on the fullest GPU',
      unit: 'bytes/request',
      amount: cache.perRequest,
      how: cache.howRequest,
      source:
        'every layer keeps all tokens, a window of them, or a constant state',
    },
    ...(sameAmount(cache.reserved, cache.perRequest)
      ? []
      : [
          {
            id: 'kv-reserved-per-request',
            label: 'What the engine reserves for one request of full length',
            unit: 'bytes/request' as const,
            amount: cache.reserved,
            how: 'the prompts in work beside each window, the copies of a state, and layers filled up to groups',
            source: ASSUMPTION_SOURCES.tokensInFlight,
          },
        ]),
    {
      id: 'kv-tokens',
      label: 'Tokens that the cache holds',
      unit: 'tokens',
      amount: tokens,
      how: cache.proportional
        ? `the cache ÷ one token, in blocks of ${block}`
        : 'requests of full length × their length',
      source: 'vLLM, "GPU KV cache size"',
    },
    {
      id: 'concurrency',
      label: 'Requests of full length at once',
      unit: 'requests',
      amount: concurrency,
      how: 'tokens that the cache holds ÷ context length',
      source: 'vLLM, "Maximum concurrency"',
    },
  ];
}

function concurrencyOf(
  pool: Amount,
  cache: Cache,
  tokens: Amount,
  contextLength: number | undefined,
): Amount {
  if (contextLength === undefined) {
    return { kind: 'unknown', missing: ['contextLength'] };
  }
  if (cache.proportional) {
    return growing(value => value / contextLength, tokens);
  }
  const ratio = (bytes: number, each: number) => (bytes > 0 ? bytes / each : 0);
  return between(
    ratio(lowest(pool), highest(cache.reserved)),
    lowest(cache.reserved) <= 0 && highest(pool) > 0
      ? Infinity
      : ratio(highest(pool), lowest(cache.reserved)),
    missingOf(pool, cache.reserved),
  );
}

/** What one layout of a model comes to on the GPUs of a request. */
export function fitLayout(
  request: SizingRequest,
  place: PlacedLayout,
  files: Amount,
  contextLength: number | undefined,
): LayoutFit {
  const { layout, gpus, nodes } = place;
  const rules = engineRules(request.engine?.name, request.engine?.version);
  const assumptions = {
    ...defaultSizingAssumptions(request, layout.tensorParallel),
    ...request.assumptions,
  };
  const budget = budgetOf(request, assumptions, rules, layout, files);
  const cache = cacheOf(request, assumptions, layout, contextLength);
  const tokens = tokensIn(
    budget.pool,
    cache,
    assumptions.blockSize,
    contextLength,
  );
  const concurrency = concurrencyOf(budget.pool, cache, tokens, contextLength);
  const wanted = request.concurrency ?? 1;
  const needed = cache.kept
    ? growing(value => value * wanted, cache.reserved)
    : exactly(0);
  const missing = [
    ...new Set([...place.missing, ...missingOf(budget.pool, needed)]),
  ];
  const verdict = place.problem
    ? 'does-not-fit'
    : verdictOf(budget.pool, needed, place.missing);
  return {
    layout,
    gpus,
    nodes,
    verdict,
    message: place.problem
      ? `Cannot be laid out on ${asMachines(gpus, nodes)}: ${place.problem}.`
      : messageOf(
          verdict,
          place,
          budget.pool,
          needed,
          cache.kept ? concurrency : undefined,
          missing,
        ),
    ...(place.problem === undefined ? {} : { problem: place.problem }),
    weightBytesPerGpu: budget.weights,
    kvPoolBytesPerGpu: budget.pool,
    kvBytesPerTokenPerGpu: cache.perToken,
    ...(cache.kept ? { kvTokens: tokens, concurrency } : {}),
    steps: [
      ...budget.steps,
      ...(cache.kept
        ? cacheSteps(cache, tokens, concurrency, assumptions.blockSize)
        : []),
    ],
  };
}
