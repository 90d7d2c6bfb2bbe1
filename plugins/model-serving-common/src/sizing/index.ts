export type { Amount } from './amount';
export {
  ASSUMPTION_SOURCES,
  defaultSizingAssumptions,
  gpuMemoryFromLabel,
} from './assumptions';
export { attentionUseOf } from './attentionUse';
export { replicasNow } from './freeBlocks';
export type { ReplicasNow } from './freeBlocks';
export { sizeModel } from './sizeModel';
export type {
  AttentionUse,
  LayoutFit,
  LinearAttentionShape,
  NearestFit,
  SizingArchitecture,
  SizingArtifact,
  SizingAssumptions,
  SizingEngineName,
  SizingGpu,
  SizingLayout,
  SizingOverrides,
  SizingRequest,
  SizingResult,
  SizingStep,
  SizingUnit,
  SizingVerdict,
} from './types';
export { variantSize } from './weights';
