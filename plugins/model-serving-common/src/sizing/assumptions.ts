import { engineRules } from './engine';
import { SizingAssumptions, SizingRequest } from './types';

/** Bytes of a GiB. */
export const GIB = 1024 ** 3;

const MIB = 1024 ** 2;

/**
 * The memory of a GPU, from the label `nvidia.com/gpu.memory` of its node.
 *
 * @param mebibytes - the label's value, in MiB
 * @returns bytes
 * @public
 */
export function gpuMemoryFromLabel(mebibytes: number): number {
  return mebibytes * MIB;
}

/**
 * Where the default of an assumption is from; shown beside the number.
 *
 * @public
 */
export const ASSUMPTION_SOURCES: {
  readonly [name in keyof SizingAssumptions]: string;
} = {
  memoryUtilization: 'the default of the engine',
  blockSize: 'the default of the engine',
  weightsFactor:
    'KAITO v0.12.0 generator.go: weights × 1.02; MXFP4 × 1.09: vLLM issue 23278 loads 65.97 GiB from files of 60.77 GiB',
  activationBytes:
    'KAITO v0.12.0 nodesestimator: 2.3 GiB of overhead on a GPU, of which 0.6 GiB are counted as non-torch memory here',
  activationShareOfWeights:
    'KAITO v0.12.0 nodesestimator: 5 % of the weights of the GPU',
  expertWorkspaceBytes:
    'the overhead of mixture-of-experts models that vLLM issues 21348 and 23278 imply is 7.5 to 8 GiB, about 2 GiB above the rule for dense ones',
  nonTorchBytes:
    'vLLM start-up logs (issues 10517, 11251, 11550): 0.2 to 0.6 GiB for one process',
  nonTorchBytesPerPeer:
    'vLLM issue 13074: 2.57 GiB in a tensor-parallel group of 8, that is 0.28 GiB for each other GPU',
  cudaGraphBytes:
    'vLLM start-up logs since v0.21.0: 0.36 and 0.41 GiB; some models take several GiB',
  tokensInFlight:
    'vLLM reserves max_num_batched_tokens beside each window: 2048, from 70 GiB of memory 8192, from 160 GiB 16 384; twice that since prompts are scheduled ahead (issue 54703)',
  statesPerRequest:
    'vLLM: one, and one more for prefix caching (mamba_cache_mode align)',
  marginBytes: 'none on top of the above unless the platform asks for it',
  crossAttentionTokens:
    'openai/whisper, n_audio_ctx: 1500 positions for 30 seconds',
  vocabularySize:
    'the largest vocabulary of the families that were looked at is 262 144 tokens (Gemma 3)',
  maxNodes: 'as many as are offered, up to 16',
};

/**
 * What sizing assumes unless told, for a variant on an engine.
 *
 * @public
 */
export function defaultSizingAssumptions(
  request: Pick<SizingRequest, 'artifact' | 'engine'> &
    Partial<Pick<SizingRequest, 'gpu'>>,
  tensorParallel: number = 1,
): SizingAssumptions {
  const rules = engineRules(request.engine?.name, request.engine?.version);
  return {
    memoryUtilization: rules.utilization(tensorParallel),
    blockSize: rules.blockSize,
    weightsFactor:
      request.artifact.quantization?.method === 'mxfp4' ? 1.09 : 1.02,
    activationBytes: 1.7 * GIB,
    activationShareOfWeights: 0.05,
    expertWorkspaceBytes: 2 * GIB,
    nonTorchBytes: 0.6 * GIB,
    nonTorchBytesPerPeer: 0.28 * GIB,
    cudaGraphBytes: 0.5 * GIB,
    tokensInFlight: rules.tokensInFlight(request.gpu?.memoryBytes ?? 0),
    statesPerRequest: rules.statesPerRequest,
    marginBytes: 0,
    crossAttentionTokens: 1500,
    vocabularySize: 262_144,
    maxNodes: 16,
  };
}
