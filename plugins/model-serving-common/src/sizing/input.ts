import { InputError } from '@backstage/errors';
import { SizingArchitecture, SizingRequest } from './types';

// A pipeline stage per layer and a layer per entry: no model comes near this,
// and a hostile number must not keep a request busy.
const MOST_LAYERS = 2_000;
const MOST_GPUS_PER_NODE = 128;

const WHOLE_FIELDS = [
  'parameters',
  'activeParameters',
  'hiddenSize',
  'numHiddenLayers',
  'numAttentionHeads',
  'numKeyValueHeads',
  'headDim',
  'maxPositionEmbeddings',
  'kvLoraRank',
  'qkRopeHeadDim',
  'slidingWindow',
  'numExperts',
  'numExpertsPerToken',
] as const satisfies readonly (keyof SizingArchitecture)[];

function whole(field: string, value: number | undefined, most?: number): void {
  if (value === undefined) return;
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new InputError(
      `${field} must be a whole number of 1 or more, and is ${value}`,
    );
  }
  if (most !== undefined && value > most) {
    throw new InputError(`${field} must be at most ${most}, and is ${value}`);
  }
}

function size(field: string, value: number | undefined, least: number): void {
  if (value === undefined) return;
  if (!Number.isFinite(value) || value < least) {
    throw new InputError(
      `${field} must be a finite number of ${least} or more, and is ${value}`,
    );
  }
}

function share(field: string, value: number | undefined): void {
  if (value === undefined) return;
  if (!(value > 0 && value <= 1)) {
    throw new InputError(
      `${field} must be above 0 and at most 1, and is ${value}`,
    );
  }
}

function checkArchitecture(architecture: SizingArchitecture): void {
  for (const field of WHOLE_FIELDS) {
    whole(`architecture.${field}`, architecture[field]);
  }
  const { numHiddenLayers, layerTypes, linearAttention } = architecture;
  whole('architecture.numHiddenLayers', numHiddenLayers, MOST_LAYERS);
  whole('architecture.layerTypes.length', layerTypes?.length, MOST_LAYERS);
  if (
    layerTypes &&
    numHiddenLayers !== undefined &&
    layerTypes.length !== numHiddenLayers
  ) {
    throw new InputError(
      `architecture.layerTypes has ${layerTypes.length} entries, but architecture.numHiddenLayers is ${numHiddenLayers}; there must be one for each layer`,
    );
  }
  for (const [name, value] of Object.entries(linearAttention ?? {})) {
    whole(`architecture.linearAttention.${name}`, value);
  }
}

/**
 * Refuses a request whose numbers cannot be numbers of a model or a GPU.
 *
 * @throws InputError naming the field
 */
export function checkRequest(request: SizingRequest): void {
  const { artifact, gpu, layout, assumptions = {}, overrides = {} } = request;
  checkArchitecture(request.architecture ?? {});
  whole('artifact.sizeBytes', artifact.sizeBytes);
  whole('artifact.quantization.bits', artifact.quantization?.bits, 32);
  whole('artifact.quantization.groupSize', artifact.quantization?.groupSize);
  whole('contextLength', request.contextLength);
  whole('concurrency', request.concurrency);
  size('gpu.memoryBytes', gpu.memoryBytes, 1);
  whole('gpu.gpusPerNode', gpu.gpusPerNode, MOST_GPUS_PER_NODE);
  whole('gpu.nodes', gpu.nodes);
  whole('layout.tensorParallel', layout?.tensorParallel, MOST_GPUS_PER_NODE);
  whole('layout.pipelineParallel', layout?.pipelineParallel, MOST_LAYERS);

  share('assumptions.memoryUtilization', assumptions.memoryUtilization);
  whole('assumptions.blockSize', assumptions.blockSize, 1_048_576);
  whole('assumptions.vocabularySize', assumptions.vocabularySize);
  whole('assumptions.crossAttentionTokens', assumptions.crossAttentionTokens);
  whole('assumptions.maxNodes', assumptions.maxNodes, 64);
  for (const [name, value] of Object.entries(assumptions)) {
    size(`assumptions.${name}`, value, 0);
  }
  for (const [name, value] of Object.entries(overrides)) {
    size(`overrides.${name}`, value, 0);
  }
}
