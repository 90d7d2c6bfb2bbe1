import { missingOf } from './amount';
import { defaultSizingAssumptions } from './assumptions';
import { engineRules } from './engine';
import { bestVerdict, evaluate, Evaluation } from './evaluate';
import { asList, asText } from './format';
import { checkRequest } from './input';
import { cacheOf } from './kvCache';
import { widthOfHead } from './kvLayer';
import { nearestFits } from './nearest';
import { SizingRequest, SizingResult, SizingStep } from './types';

function cautionsOf(
  request: SizingRequest,
  contextLength: number | undefined,
): string[] {
  const { architecture = {}, attention, artifact, engine } = request;
  const { maxPositionEmbeddings, headDim, kvLoraRank } = architecture;
  const cautions: string[] = [];
  const { caution } = engineRules(engine?.name, engine?.version);
  if (caution) cautions.push(caution);
  if (
    contextLength !== undefined &&
    maxPositionEmbeddings !== undefined &&
    contextLength > maxPositionEmbeddings
  ) {
    cautions.push(
      `The context of ${contextLength} tokens is longer than the ${maxPositionEmbeddings} that the model was made for; engines refuse it unless its positions are scaled.`,
    );
  }
  const width = widthOfHead(architecture);
  if (headDim === undefined && kvLoraRank === undefined && width) {
    cautions.push(
      `The Model does not give headDim; ${width.how} is what transformers works out for a config.json without head_dim.`,
    );
  }
  if (artifact.dtype === 'float32' && attention !== 'encoder') {
    cautions.push(
      'vLLM loads 32-bit weights as 16-bit ones unless told otherwise; the files are counted as they are.',
    );
  }
  if (attention === 'encoder-decoder') {
    cautions.push(
      'The memory that an encoder needs for sound or pictures is not known before the engine measures it.',
    );
  }
  return cautions;
}

function wholeModelSteps(
  request: SizingRequest,
  evaluation: Evaluation,
): {
  readonly steps: SizingStep[];
  readonly cache: ReturnType<typeof cacheOf>;
} {
  const assumptions = {
    ...defaultSizingAssumptions(request),
    ...request.assumptions,
  };
  const cache = cacheOf(
    request,
    assumptions,
    { tensorParallel: 1, pipelineParallel: 1 },
    evaluation.contextLength,
  );
  const { contextLength } = evaluation;
  return {
    cache,
    steps: [
      evaluation.weights,
      {
        id: 'context-length',
        label: 'Context length',
        unit: 'tokens',
        amount:
          contextLength === undefined
            ? { kind: 'unknown', missing: ['contextLength'] }
            : { kind: 'exact', value: contextLength },
        how:
          request.contextLength === undefined
            ? 'the longest that the model takes'
            : 'as asked for',
        source:
          request.contextLength === undefined
            ? 'the Model: maxPositionEmbeddings'
            : 'the request',
      },
      {
        id: 'kv-bytes-per-token',
        label: 'Cache of one token, whole model',
        unit: 'bytes/token',
        amount: cache.perToken,
        how: `${asText(cache.perLayer.amount)} (${
          cache.perLayer.how
        }) × layers: ${cache.howRequest}`,
        source: cache.perLayer.source,
      },
      {
        id: 'kv-bytes-per-token-in-windows',
        label: 'Cache of one token that every window still holds',
        unit: 'bytes/token',
        amount: cache.perTokenInWindows,
        how: 'every layer that keeps tokens',
        source: cache.perLayer.source,
      },
      {
        id: 'kv-bytes-per-request',
        label: 'Cache of one request of full length, whole model',
        unit: 'bytes/request',
        amount: cache.perRequest,
        how: cache.howRequest,
        source:
          'every layer keeps all tokens, a window of them, or a constant state',
      },
    ],
  };
}

function messageOf(evaluation: Evaluation, missing: readonly string[]): string {
  const { smallest, layouts, verdict } = evaluation;
  if (smallest) return smallest.message;
  if (verdict === 'unknown') {
    return `Whether it fits depends on what is not known: ${asList(missing)}.`;
  }
  const last = layouts[layouts.length - 1];
  return last
    ? last.message
    : 'Does not fit: the model cannot be laid out on these GPUs.';
}

/**
 * Works out how much GPU memory a variant of a model needs for a context and a
 * number of requests, and what that means for GPUs that are alike: whether it
 * fits on one, on a node, on several nodes, in which smallest layout, and what
 * near it would fit otherwise. Every number comes with its calculation and its
 * source. What the Model does not say is bounded, or named as missing; it is
 * never filled in.
 *
 * The formulas and where they are from are in `docs/sizing.md`.
 *
 * @throws InputError naming the field, when a number cannot be one of a model
 * or a GPU (zero, negative, not finite)
 * @public
 */
export function sizeModel(request: SizingRequest): SizingResult {
  checkRequest(request);
  const evaluation = evaluate(request);
  const { layouts, smallest, verdict, contextLength } = evaluation;
  const { steps, cache } = wholeModelSteps(request, evaluation);
  const missing = [
    ...new Set([
      ...missingOf(evaluation.weights.amount, cache.perRequest),
      ...missingOf(...layouts.flatMap(layout => layout.kvPoolBytesPerGpu)),
      ...(request.architecture?.numAttentionHeads === undefined &&
      layouts.some(layout => layout.layout.tensorParallel > 1)
        ? ['architecture.numAttentionHeads']
        : []),
    ]),
  ];
  const oneNode = layouts.filter(layout => layout.nodes === 1);
  return {
    verdict,
    message: messageOf(evaluation, missing),
    ...(contextLength === undefined ? {} : { contextLength }),
    concurrency: request.concurrency ?? 1,
    weightBytes: evaluation.weights.amount,
    kvBytesPerToken: cache.perToken,
    kvBytesPerRequest: cache.perRequest,
    fitsOn: {
      gpu: bestVerdict(layouts.filter(layout => layout.gpus === 1)),
      node: bestVerdict(oneNode),
      nodes: verdict,
    },
    ...(smallest ? { smallest } : {}),
    layouts,
    nearest: verdict === 'does-not-fit' ? nearestFits(request, evaluation) : [],
    steps,
    missing,
    cautions: cautionsOf(request, contextLength),
  };
}
