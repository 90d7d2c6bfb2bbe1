import type { ClusterSummary, GpuTotals } from '../api';
import type { Placement } from '../rendering';
import { lowest } from '../sizing/amount';
import { evaluate } from '../sizing/evaluate';
import { checkRequest } from '../sizing/input';
import { reckon, replicaRequest, type PlacedModel } from './placedModel';
import { suitableGpus, surelyOnOneNode } from './room';
import { count, number } from './words';

/** A context length that suits the GPUs of a service. @public */
export interface ContextSuggestion {
  /** In tokens. */
  readonly contextLength: number;
  /** Requests of that length that have room at once where there is least. */
  readonly requestsAtOnce: number;
  /** One sentence for a person. */
  readonly message: string;
}

// Enough that people do not wait for one another, where the GPUs allow it.
const WANTED_REQUESTS = 4;

// A conversation with a few documents. For more requests at once the context
// is not made shorter than this.
const USUAL_CONTEXT = 8192;

const SHORTEST = 256;

/** GPUs of one replica in one cluster. */
interface Place {
  readonly totals: GpuTotals;
  readonly gpus: number;
}

/**
 * The longest context, a power of two or the model's own, for which every
 * chosen placement has room for four requests at once; where that would be
 * short of 8192 tokens, the longest up to there with room for one. A placement
 * whose GPUs cannot hold the model with that much counts as if it had as many as
 * it needs, where a node has them.
 *
 * @returns `undefined` for a model without a context to choose, or when
 * nothing is known of the chosen GPUs
 * @public
 */
export function suggestContextLength(
  model: PlacedModel,
  clusters: readonly ClusterSummary[],
  placements: readonly Placement[],
): ContextSuggestion | undefined {
  const most = model.architecture?.maxPositionEmbeddings;
  if (model.attention !== 'decoder' || most === undefined) {
    return undefined;
  }
  const places = placements.flatMap(placement =>
    clusters
      .filter(({ name }) => name === placement.cluster)
      .flatMap(cluster => suitableGpus(cluster, placement))
      .flatMap(totals => holdingPlace(model, totals, placement.gpusPerReplica)),
  );
  const [first] = places;
  if (!first) {
    return undefined;
  }
  const atOnce = (length: number, place: Place) =>
    requestsAtOnce(model, place, length);
  const longest = (requests: number, limit: number) =>
    lengthsUpTo(most).find(
      length =>
        length <= limit &&
        places.every(place => atOnce(length, place) >= requests),
    );
  const roomy = longest(WANTED_REQUESTS, most);
  const contextLength =
    roomy !== undefined && roomy >= Math.min(USUAL_CONTEXT, most)
      ? roomy
      : longest(1, Math.max(USUAL_CONTEXT, roomy ?? 0)) ?? roomy;
  if (contextLength === undefined) {
    return undefined;
  }
  const least = places.reduce((a, b) =>
    atOnce(contextLength, b) < atOnce(contextLength, a) ? b : a,
  );
  const requests = Math.floor(atOnce(contextLength, least));
  const on = `${least.gpus} × ${least.totals.product}`;
  const smallest = places.length > 1 ? `${on}, where there is least room` : on;
  return {
    contextLength,
    requestsAtOnce: requests,
    message: `${number(contextLength)} tokens${
      contextLength === most ? ', the longest that the model takes,' : ''
    } leave room for ${count(requests, 'request')} at once on ${smallest}.`,
  };
}

/** The model's own length, and the powers of two below it, longest first. */
function lengthsUpTo(most: number): number[] {
  const lengths = [most];
  let power = 2 ** Math.ceil(Math.log2(most) - 1);
  for (; power >= SHORTEST; power /= 2) {
    lengths.push(power);
  }
  return lengths;
}

function holdingPlace(
  model: PlacedModel,
  totals: GpuTotals,
  gpusPerReplica: number,
): Place[] {
  const sizes = [gpusPerReplica];
  for (let size = 1; size <= surelyOnOneNode(totals); size *= 2) {
    if (size > gpusPerReplica) sizes.push(size);
  }
  const holds = (size: number, length: number) =>
    requestsAtOnce(model, { totals, gpus: size }, length) >= 1;
  const usual = Math.min(
    USUAL_CONTEXT,
    model.architecture?.maxPositionEmbeddings ?? USUAL_CONTEXT,
  );
  // Two GPUs that leave room for a few words are not what anyone wants.
  const gpus =
    sizes.find(size => holds(size, usual)) ??
    sizes.find(size => holds(size, SHORTEST));
  return gpus === undefined ? [] : [{ totals, gpus }];
}

/** In the worst case; 0 when it is not known. */
function requestsAtOnce(
  model: PlacedModel,
  { totals, gpus }: Place,
  contextLength: number,
): number {
  const request = replicaRequest(model, totals, gpus, contextLength);
  const result =
    request &&
    reckon(() => {
      checkRequest(request);
      return evaluate(request);
    });
  if (!result || 'problem' in result) {
    return 0;
  }
  const { smallest } = result;
  return smallest?.concurrency ? lowest(smallest.concurrency) : 0;
}
