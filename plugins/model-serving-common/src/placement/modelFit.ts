import type { GpuTotals } from '../api';
import {
  sizeModel,
  type LayoutFit,
  type SizingResult,
  type SizingVerdict,
} from '../sizing';
import { highest, lowest } from '../sizing/amount';
import { asBytes } from '../sizing/format';
import { arithmeticOf, type ArithmeticLine } from './arithmetic';
import { reckon, replicaRequest, type PlacedModel } from './placedModel';
import { waysOut } from './waysOut';
import { count, number } from './words';

/** Whether a model fits into the GPUs of one replica, however many are free. @public */
export interface ModelFit {
  readonly verdict: SizingVerdict;
  /**
   * Whether every figure is known. What does not fit by a bound does not even
   * in the best case, but how far off it is can only be guessed.
   */
  readonly exact: boolean;
  /** A clause for a person, with the figures. */
  readonly words: string;
  /** Requests of full length that have room at once, at least. */
  readonly requestsAtOnce?: number;
  /** Fewest GPUs for each replica with which it fits here, when it does not. */
  readonly gpusNeeded?: number;
  /** What would fit instead, each to follow "It would fit with". */
  readonly ways: readonly string[];
  /** How the figures come about, line by line. */
  readonly arithmetic: readonly ArithmeticLine[];
  /** What to know before trusting the answer. */
  readonly cautions: readonly string[];
}

/**
 * Sizes one replica of a model on GPUs of a cluster: a tensor-parallel group
 * on one machine, as it is rendered.
 */
export function fitModel(
  model: PlacedModel,
  totals: GpuTotals,
  gpusPerReplica: number,
  contextLength: number | undefined,
): ModelFit {
  const on = `${gpusPerReplica} × ${totals.product}`;
  const request = replicaRequest(model, totals, gpusPerReplica, contextLength);
  if (!request) {
    return unknown(
      `whether the model fits on ${on} is not known, because the nodes do not say how much memory that has`,
    );
  }
  const result = reckon(() => sizeModel(request));
  if ('problem' in result) {
    return unknown(
      `whether the model fits on ${on} is not known (${result.problem})`,
    );
  }
  const [layout] = result.layouts;
  if (!layout) {
    return unknown(`whether the model fits on ${on} is not known`);
  }
  const { verdict, missing, cautions } = result;
  const requests = layout.concurrency && lowest(layout.concurrency);
  return {
    verdict,
    exact: layout.problem !== undefined || missing.length === 0,
    words: wordsFor(on, request.gpu.memoryBytes, result, layout),
    ...(verdict === 'fits' && requests !== undefined && requests >= 1
      ? { requestsAtOnce: Math.floor(requests) }
      : {}),
    ...(verdict === 'does-not-fit'
      ? waysOut(model, totals, result)
      : { ways: [] }),
    arithmetic: arithmeticOf(result, layout),
    cautions,
  };
}

function unknown(words: string): ModelFit {
  return {
    verdict: 'unknown',
    exact: false,
    words,
    ways: [],
    arithmetic: [],
    cautions: [],
  };
}

function wordsFor(
  on: string,
  memoryBytes: number,
  { verdict, missing, contextLength }: SizingResult,
  layout: LayoutFit,
): string {
  const pool = layout.kvPoolBytesPerGpu;
  switch (verdict) {
    case 'unknown':
      return `whether the model fits on ${on} depends on what its catalog entry does not say (${missing.join(
        ', ',
      )})`;
    case 'fits': {
      const requests = layout.concurrency && lowest(layout.concurrency);
      return requests !== undefined &&
        requests >= 1 &&
        requests < Infinity &&
        contextLength !== undefined
        ? `the model fits on ${on} with room for ${count(
            Math.floor(requests),
            'request',
          )} of ${number(contextLength)} tokens at once`
        : `the model fits on ${on} with ${asBytes(lowest(pool))} to spare`;
    }
    default: {
      if (layout.problem !== undefined) {
        return `the model cannot be split over ${on}: ${layout.problem}`;
      }
      if (highest(pool) < 0) {
        return `the model does not fit on ${on}: weights and overhead exceed the ${asBytes(
          memoryBytes,
        )} of each GPU by ${asBytes(-highest(pool))}`;
      }
      const needed = layout.steps.find(
        ({ id }) => id === 'kv-bytes-per-request',
      );
      const cache = needed ? `${asBytes(lowest(needed.amount))} of cache` : '';
      return `the model does not fit on ${on}: one request of ${number(
        contextLength ?? 0,
      )} tokens needs ${cache}, and ${asBytes(
        highest(pool),
      )} are left beside the weights`;
    }
  }
}
