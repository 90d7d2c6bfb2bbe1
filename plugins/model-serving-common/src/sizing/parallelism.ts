import { isLatent } from './kvLayer';
import { SizingArchitecture, SizingGpu, SizingLayout } from './types';

/** A layout, and the machines that it takes. */
export interface PlacedLayout {
  readonly layout: SizingLayout;
  readonly gpus: number;
  readonly nodes: number;
  /** Fields without which nobody can say whether the heads divide. */
  readonly missing: readonly string[];
  /** Why the model cannot be cut up like this. */
  readonly problem?: string;
}

/** Nodes that a layout takes when a tensor-parallel group stays on one node. */
export function nodesOf(layout: SizingLayout, gpusPerNode: number): number {
  const groups = Math.floor(gpusPerNode / layout.tensorParallel);
  return groups > 0
    ? Math.ceil(layout.pipelineParallel / groups)
    : // A group over several nodes works, slowly; it is never proposed.
      Math.ceil(
        (layout.tensorParallel * layout.pipelineParallel) / gpusPerNode,
      );
}

/**
 * Why a model cannot be cut up like this: each GPU of a group takes as many
 * attention heads as the others, KV heads are shared out or repeated evenly,
 * and a stage has at least one layer.
 */
function problemOf(
  architecture: SizingArchitecture,
  { tensorParallel, pipelineParallel }: SizingLayout,
): string | undefined {
  const { numAttentionHeads, numKeyValueHeads, numHiddenLayers } = architecture;
  if (
    numAttentionHeads !== undefined &&
    numAttentionHeads % tensorParallel !== 0
  ) {
    return `${numAttentionHeads} attention heads cannot be shared out evenly over ${tensorParallel} GPUs`;
  }
  if (
    numKeyValueHeads !== undefined &&
    !isLatent(architecture) &&
    numKeyValueHeads % tensorParallel !== 0 &&
    tensorParallel % numKeyValueHeads !== 0
  ) {
    return `${numKeyValueHeads} KV heads can neither be shared out nor repeated evenly over ${tensorParallel} GPUs`;
  }
  return numHiddenLayers !== undefined && pipelineParallel > numHiddenLayers
    ? `${numHiddenLayers} layers do not fill ${pipelineParallel} pipeline stages`
    : undefined;
}

/** One layout with what speaks against it. */
export function placeLayout(
  architecture: SizingArchitecture,
  gpu: SizingGpu,
  layout: SizingLayout,
): PlacedLayout {
  const problem = problemOf(architecture, layout);
  return {
    layout,
    gpus: layout.tensorParallel * layout.pipelineParallel,
    nodes: nodesOf(layout, gpu.gpusPerNode),
    missing:
      layout.tensorParallel > 1 && architecture.numAttentionHeads === undefined
        ? ['architecture.numAttentionHeads']
        : [],
    ...(problem === undefined ? {} : { problem }),
  };
}

/**
 * The layouts to try, the most welcome first: one node before several; on one
 * node tensor parallelism alone, and stages only of the largest group that the
 * heads allow; over several nodes one stage or more a node. Groups are powers
 * of two: widths that a Model does not state (of experts, of the vocabulary)
 * must divide as well, and those do.
 */
export function layoutsOf(
  architecture: SizingArchitecture,
  gpu: SizingGpu,
  maxNodes: number,
): PlacedLayout[] {
  const place = (tensorParallel: number, pipelineParallel: number) =>
    placeLayout(architecture, gpu, { tensorParallel, pipelineParallel });
  const placed: PlacedLayout[] = [];
  let largest = 1;
  for (let size = 1; size <= gpu.gpusPerNode; size *= 2) {
    const one = place(size, 1);
    if (one.problem !== undefined) continue;
    placed.push(one);
    largest = size;
  }
  const nodes = Math.min(gpu.nodes ?? 1, maxNodes);
  const groups = Math.floor(gpu.gpusPerNode / largest);
  for (let stages = 2; stages <= groups * nodes; stages += 1) {
    // Half-filled nodes of a larger cluster would be tried without end.
    if (stages > groups && stages % groups !== 0) continue;
    const several = place(largest, stages);
    if (several.problem === undefined) placed.push(several);
  }
  return placed;
}
