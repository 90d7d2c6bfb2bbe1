import { Amount, exactly, sum, times } from './amount';
import { ASSUMPTION_SOURCES } from './assumptions';
import { EngineRules } from './engine';
import { asBytes } from './format';
import {
  SizingAssumptions,
  SizingLayout,
  SizingRequest,
  SizingStep,
} from './types';

function given(id: string, label: string, bytes: number): SizingStep {
  return {
    id,
    label,
    unit: 'bytes',
    amount: exactly(bytes),
    how: 'as given',
    source: 'the request',
  };
}

function activation(
  request: SizingRequest,
  assumptions: SizingAssumptions,
  weights: Amount,
): SizingStep {
  const label = 'Activations at their peak';
  const override = request.overrides?.activationBytesPerGpu;
  if (override !== undefined) return given('activation', label, override);
  const isMixture = (request.architecture?.numExperts ?? 0) > 1;
  const experts = isMixture ? assumptions.expertWorkspaceBytes : 0;
  const share = assumptions.activationShareOfWeights;
  return {
    id: 'activation',
    label,
    unit: 'bytes',
    amount: sum(
      exactly(assumptions.activationBytes + experts),
      times(weights, share),
    ),
    how: `${asBytes(assumptions.activationBytes)} + ${Number(
      (share * 100).toFixed(2),
    )} % of the weights on the GPU${
      isMixture ? ` + ${asBytes(experts)} for expert kernels` : ''
    }`,
    source: [
      ASSUMPTION_SOURCES.activationBytes,
      ...(isMixture ? [ASSUMPTION_SOURCES.expertWorkspaceBytes] : []),
    ].join('; '),
    assumption: 'activationBytes',
  };
}

function nonTorch(
  request: SizingRequest,
  assumptions: SizingAssumptions,
  layout: SizingLayout,
): SizingStep {
  const label = 'CUDA context and communication';
  const override = request.overrides?.nonTorchBytesPerGpu;
  if (override !== undefined) return given('non-torch', label, override);
  const peers = layout.tensorParallel - 1;
  return {
    id: 'non-torch',
    label,
    unit: 'bytes',
    amount: exactly(
      assumptions.nonTorchBytes + peers * assumptions.nonTorchBytesPerPeer,
    ),
    how: `${asBytes(assumptions.nonTorchBytes)} + ${peers} × ${asBytes(
      assumptions.nonTorchBytesPerPeer,
    )} for the other GPUs of the group`,
    source: `${ASSUMPTION_SOURCES.nonTorchBytes}; ${ASSUMPTION_SOURCES.nonTorchBytesPerPeer}`,
    assumption: 'nonTorchBytes',
  };
}

function cudaGraphs(
  request: SizingRequest,
  assumptions: SizingAssumptions,
  rules: EngineRules,
): SizingStep {
  const label = 'CUDA graphs';
  const override = request.overrides?.cudaGraphBytesPerGpu;
  if (override !== undefined) return given('cuda-graphs', label, override);
  if (!rules.countsCudaGraphs) {
    return {
      id: 'cuda-graphs',
      label,
      unit: 'bytes',
      amount: exactly(0),
      how: `${rules.title} takes them from the memory that it leaves unused`,
      source: 'vLLM before v0.21.0',
    };
  }
  return {
    id: 'cuda-graphs',
    label,
    unit: 'bytes',
    amount: exactly(assumptions.cudaGraphBytes),
    how: asBytes(assumptions.cudaGraphBytes),
    source: ASSUMPTION_SOURCES.cudaGraphBytes,
    assumption: 'cudaGraphBytes',
  };
}

/** What a GPU holds besides weights and cache, line by line. */
export function overheadSteps(
  request: SizingRequest,
  assumptions: SizingAssumptions,
  rules: EngineRules,
  layout: SizingLayout,
  weights: Amount,
): SizingStep[] {
  return [
    activation(request, assumptions, weights),
    nonTorch(request, assumptions, layout),
    cudaGraphs(request, assumptions, rules),
    {
      id: 'margin',
      label: 'Margin',
      unit: 'bytes',
      amount: exactly(assumptions.marginBytes),
      how: asBytes(assumptions.marginBytes),
      source: ASSUMPTION_SOURCES.marginBytes,
      assumption: 'marginBytes',
    },
  ];
}
