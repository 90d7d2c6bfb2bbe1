import { defaultSizingAssumptions } from './assumptions';
import { fitLayout } from './layoutFit';
import { layoutsOf, placeLayout } from './parallelism';
import { LayoutFit, SizingRequest, SizingStep, SizingVerdict } from './types';
import { weightsStep } from './weights';

/** What sizing comes to, before anything near it is looked for. */
export interface Evaluation {
  readonly verdict: SizingVerdict;
  readonly contextLength: number | undefined;
  readonly weights: SizingStep;
  readonly layouts: readonly LayoutFit[];
  readonly smallest: LayoutFit | undefined;
}

/** The best of some layouts; nothing fits where there is none. */
export function bestVerdict(layouts: readonly LayoutFit[]): SizingVerdict {
  const verdicts = layouts.map(layout => layout.verdict);
  if (verdicts.includes('fits')) return 'fits';
  return verdicts.includes('unknown') ? 'unknown' : 'does-not-fit';
}

/** Tries every layout of a request that {@link checkRequest} let through. */
export function evaluate(request: SizingRequest): Evaluation {
  const architecture = request.architecture ?? {};
  const assumptions = {
    ...defaultSizingAssumptions(request),
    ...request.assumptions,
  };
  const contextLength =
    request.contextLength ?? architecture.maxPositionEmbeddings;
  const weights = weightsStep(
    request.artifact,
    architecture,
    assumptions,
    request.overrides?.weightBytes,
  );
  const places = request.layout
    ? [placeLayout(architecture, request.gpu, request.layout)]
    : layoutsOf(architecture, request.gpu, assumptions.maxNodes);
  const layouts = places.map(place =>
    fitLayout(request, place, weights.amount, contextLength),
  );
  return {
    verdict: bestVerdict(layouts),
    contextLength,
    weights,
    layouts,
    smallest: layouts.find(layout => layout.verdict === 'fits'),
  };
}
