import type { GpuTotals } from '../api';
import { sizeModel, type NearestFit, type SizingResult } from '../sizing';
import { asBytes } from '../sizing/format';
import { replicaRequest, type PlacedModel } from './placedModel';
import { surelyOnOneNode } from './room';
import { number } from './words';

/**
 * What would fit in place of what does not: more GPUs as far as a node has
 * them, a shorter context, another variant. What is not rendered (stages over
 * several nodes, an FP8 cache) is not proposed.
 */
export function waysOut(
  model: PlacedModel,
  totals: GpuTotals,
  result: SizingResult,
): { gpusNeeded?: number; ways: string[] } {
  const anywhere = onOneNode(model, totals, result.contextLength);
  const gpusNeeded = fewestGpus(anywhere);
  const ways = [
    ...(gpusNeeded === undefined
      ? []
      : [
          `${gpusNeeded} ${gpusNeeded === 1 ? 'GPU' : 'GPUs'} for each replica`,
        ]),
    ...ofKind(result, 'shorter-context').map(
      ({ contextLength }) =>
        `a context of at most ${number(contextLength)} tokens`,
    ),
    ...ofKind(result, 'other-variant').map(
      ({ artifact }) => `the variant ${artifact}`,
    ),
  ];
  return {
    ...(gpusNeeded === undefined ? {} : { gpusNeeded }),
    ways: ways.length > 0 ? ways : elsewhere(totals, anywhere ?? result),
  };
}

/** The model on as many GPUs as some node has for certain, laid out at best. */
function onOneNode(
  model: PlacedModel,
  totals: GpuTotals,
  contextLength: number | undefined,
): SizingResult | undefined {
  const request = replicaRequest(model, totals, 1, contextLength);
  if (!request) {
    return undefined;
  }
  const { layout: _, ...anyLayout } = request;
  return sizeModel({
    ...anyLayout,
    gpu: { ...request.gpu, gpusPerNode: surelyOnOneNode(totals) },
  });
}

/** Fewest GPUs of one node on which the model fits. */
function fewestGpus(result: SizingResult | undefined): number | undefined {
  return result?.layouts.find(
    ({ verdict, layout }) =>
      verdict === 'fits' && layout.pipelineParallel === 1,
  )?.gpus;
}

/** What this cluster does not have. */
function elsewhere(totals: GpuTotals, result: SizingResult): string[] {
  const onOne = ofKind(result, 'more-gpus').filter(({ nodes }) => nodes === 1);
  const most = Math.max(1, ...result.layouts.map(({ gpus }) => gpus));
  return [
    ...onOne.map(({ gpus }) => `${gpus} × ${totals.product} on one machine`),
    ...ofKind(result, 'more-memory').map(({ memoryBytes }) =>
      most === 1
        ? `GPUs of ${asBytes(memoryBytes)} each`
        : `${most} GPUs of ${asBytes(memoryBytes)} each on one machine`,
    ),
  ];
}

function ofKind<K extends NearestFit['kind']>(
  { nearest }: SizingResult,
  kind: K,
): Extract<NearestFit, { kind: K }>[] {
  return nearest.filter(
    (near): near is Extract<NearestFit, { kind: K }> => near.kind === kind,
  );
}
