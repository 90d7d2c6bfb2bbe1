import {
  Amount,
  between,
  exactly,
  highest,
  lowest,
  minus,
  missingOf,
  sum,
  times,
} from './amount';
import { ASSUMPTION_SOURCES } from './assumptions';
import { EngineRules } from './engine';
import { asBytes, asText } from './format';
import { overheadSteps } from './overhead';
import {
  SizingAssumptions,
  SizingLayout,
  SizingRequest,
  SizingStep,
} from './types';

/** How the memory of the fullest GPU is spent. */
export interface Budget {
  readonly weights: Amount;
  /** What is left for the cache; negative when weights and overhead exceed. */
  readonly pool: Amount;
  readonly steps: readonly SizingStep[];
}

function weightsPerGpu(
  request: SizingRequest,
  assumptions: SizingAssumptions,
  layout: SizingLayout,
  files: Amount,
): SizingStep {
  const { weightBytesPerGpu, weightBytes } = request.overrides ?? {};
  const { tensorParallel, pipelineParallel } = layout;
  const label = 'Weights on one GPU';
  if (weightBytesPerGpu !== undefined) {
    return {
      id: 'weights-per-gpu',
      label,
      unit: 'bytes',
      amount: exactly(weightBytesPerGpu),
      how: 'as given',
      source: 'the request',
    };
  }
  const layers = request.architecture?.numHiddenLayers;
  // The stage with one layer more is the one that has to fit.
  const share =
    layers === undefined || pipelineParallel === 1
      ? 1 / pipelineParallel
      : Math.ceil(layers / pipelineParallel) / layers;
  // What was measured was measured after loading.
  const factor = weightBytes === undefined ? assumptions.weightsFactor : 1;
  return {
    id: 'weights-per-gpu',
    label,
    unit: 'bytes',
    amount: times(files, (factor * share) / tensorParallel),
    how: `${asText(
      files,
      asBytes,
    )} × ${factor} once loaded ÷ ${tensorParallel} GPUs of a group${
      pipelineParallel > 1
        ? ` × ${(share * 100).toFixed(
            1,
          )} % of the layers in the fullest of ${pipelineParallel} stages`
        : ''
    }`,
    source: ASSUMPTION_SOURCES.weightsFactor,
    assumption: 'weightsFactor',
  };
}

function poolOf(
  rules: EngineRules,
  total: number,
  utilization: number,
  weights: Amount,
  overhead: Amount,
): { readonly amount: Amount; readonly how: string } {
  const parts = `weights ${asText(weights, asBytes)}, overhead ${asText(
    overhead,
    asBytes,
  )}`;
  const all = asBytes(total);
  switch (rules.division) {
    case 'static': {
      // The overhead has the rest of the memory; what does not fit in there
      // is taken from the cache.
      const rest = total * (1 - utilization);
      const excess = between(
        Math.max(0, lowest(overhead) - rest),
        Math.max(0, highest(overhead) - rest),
        missingOf(overhead),
      );
      return {
        amount: minus(exactly(total * utilization), sum(weights, excess)),
        how: `${all} × ${utilization} − ${parts} of which ${asBytes(
          rest,
        )} are set aside`,
      };
    }
    case 'rest': {
      const left = minus(exactly(total), sum(weights, overhead));
      return {
        // A lack is a lack, not a part of one.
        amount: between(
          lowest(left) * (lowest(left) > 0 ? utilization : 1),
          highest(left) * (highest(left) > 0 ? utilization : 1),
          missingOf(left),
        ),
        how: `(${all} − ${parts}) × ${utilization}`,
      };
    }
    default:
      return {
        amount: minus(exactly(total * utilization), sum(weights, overhead)),
        how: `${all} × ${utilization} − ${parts}`,
      };
  }
}

/** Spends the memory of the fullest GPU of a layout. */
export function budgetOf(
  request: SizingRequest,
  assumptions: SizingAssumptions,
  rules: EngineRules,
  layout: SizingLayout,
  files: Amount,
): Budget {
  const weights = weightsPerGpu(request, assumptions, layout, files);
  const overhead = overheadSteps(
    request,
    assumptions,
    rules,
    layout,
    weights.amount,
  );
  const total = request.gpu.memoryBytes;
  const utilization = assumptions.memoryUtilization;
  const override = request.overrides?.kvPoolBytesPerGpu;
  const pool =
    override === undefined
      ? poolOf(
          rules,
          total,
          utilization,
          weights.amount,
          sum(...overhead.map(step => step.amount)),
        )
      : { amount: exactly(override), how: 'as given' };
  return {
    weights: weights.amount,
    pool: pool.amount,
    steps: [
      {
        id: 'gpu-memory',
        label: 'Memory of one GPU',
        unit: 'bytes',
        amount: exactly(total),
        how: request.gpu.product ?? 'as the node says',
        source: 'the label nvidia.com/gpu.memory of the node, or as given',
      },
      {
        id: 'memory-utilization',
        label: `Share that ${rules.title} may use`,
        unit: 'share',
        amount: exactly(utilization),
        how: String(utilization),
        source:
          request.assumptions?.memoryUtilization === undefined
            ? rules.utilizationSource
            : 'the request',
        assumption: 'memoryUtilization',
      },
      weights,
      ...overhead,
      {
        id: 'kv-pool',
        label: 'Left for the cache on one GPU',
        unit: 'bytes',
        amount: pool.amount,
        how: pool.how,
        source: `how ${rules.title} divides the memory of a GPU`,
      },
    ],
  };
}
