import { ModelArchitecture } from '../ModelEntityV1alpha1';
import { ModelProblem } from './ModelProblem';

/** Figures that contradict each other would give a wrong size. */
export function checkArchitecture(
  architecture: ModelArchitecture,
): ModelProblem[] {
  const a = architecture;
  const problems: ModelProblem[] = [];
  const refuse = (field: keyof ModelArchitecture, message: string) =>
    problems.push({ field: `spec.architecture.${field}`, message });

  if (isAbove(a.activeParameters, a.parameters)) {
    refuse(
      'activeParameters',
      `is ${a.activeParameters}, more than parameters (${a.parameters})`,
    );
  }
  if (isAbove(a.numExpertsPerToken, a.numExperts)) {
    refuse(
      'numExpertsPerToken',
      `is ${a.numExpertsPerToken}, more than numExperts (${a.numExperts})`,
    );
  }
  if (
    a.numAttentionHeads &&
    a.numKeyValueHeads &&
    a.numAttentionHeads % a.numKeyValueHeads !== 0
  ) {
    refuse(
      'numKeyValueHeads',
      `is ${a.numKeyValueHeads}, which does not divide numAttentionHeads (${a.numAttentionHeads})`,
    );
  }
  if (a.kvLoraRank && !a.qkRopeHeadDim) {
    refuse(
      'qkRopeHeadDim',
      'is missing: with kvLoraRank (multi-head latent attention) it is part of what a token takes in memory',
    );
  }
  if (
    a.layerTypes &&
    a.numHiddenLayers &&
    a.layerTypes.length !== a.numHiddenLayers
  ) {
    refuse(
      'layerTypes',
      `has ${a.layerTypes.length} entries, but numHiddenLayers is ${a.numHiddenLayers}; there must be one a layer`,
    );
  }
  if (a.layerTypes?.includes('sliding_attention') && !a.slidingWindow) {
    refuse(
      'slidingWindow',
      'is missing: layerTypes has sliding_attention, whose window it is',
    );
  }
  return problems;
}

function isAbove(part: number | undefined, whole: number | undefined): boolean {
  return part !== undefined && whole !== undefined && part > whole;
}
