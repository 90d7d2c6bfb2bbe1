import { SizingEngineName } from './types';

/**
 * How an engine divides the memory of a GPU.
 *
 * - `budget`: weights, overhead and cache share a part of all memory (vLLM).
 * - `static`: weights and cache share a part of all memory, the overhead lives
 *   in the rest (SGLang).
 * - `rest`: the cache takes a part of what weights and overhead leave
 *   (TensorRT-LLM).
 */
type Division = 'budget' | 'static' | 'rest';

/** What sizing must know of an engine in one version. */
export interface EngineRules {
  readonly title: string;
  readonly division: Division;
  /** By size of the tensor-parallel group. */
  readonly utilization: (tensorParallel: number) => number;
  readonly utilizationSource: string;
  readonly blockSize: number;
  readonly blockSource: string;
  /** Whether CUDA graphs are taken from the budget. */
  readonly countsCudaGraphs: boolean;
  /** See the assumption of this name; by the memory of a GPU, in bytes. */
  readonly tokensInFlight: (memoryBytes: number) => number;
  /** See the assumption of this name. */
  readonly statesPerRequest: number;
  /**
   * Whether layers are cached in groups of equal size, those that are too few
   * filled up (vLLM, `kv_cache_utils.py`).
   */
  readonly groupsLayers: boolean;
  readonly caution?: string;
}

// The default rose to 0.92, and CUDA graphs began to be measured, with these.
const VLLM_HIGHER_UTILIZATION = [0, 25] as const;
const VLLM_COUNTS_GRAPHS = [0, 21] as const;

const GIB = 1024 ** 3;

/** `max_num_batched_tokens` of vLLM's server, by the memory of a GPU. */
function batchedTokens(memoryBytes: number): number {
  if (memoryBytes >= 160 * GIB) return 16_384;
  return memoryBytes >= 70 * GIB ? 8192 : 2048;
}

function parseVersion(text: string): [number, number] | undefined {
  const match = /^v?(\d{1,4})\.(\d{1,4})(?:[.+-].*)?$/.exec(text.trim());
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

function isFrom(
  version: readonly [number, number],
  first: readonly [number, number],
): boolean {
  return (
    version[0] > first[0] || (version[0] === first[0] && version[1] >= first[1])
  );
}

function vllm(version: string | undefined): EngineRules {
  const parsed = version === undefined ? undefined : parseVersion(version);
  const higher = !parsed || isFrom(parsed, VLLM_HIGHER_UTILIZATION);
  const utilization = higher ? 0.92 : 0.9;
  const newer = !parsed || isFrom(parsed, VLLM_COUNTS_GRAPHS);
  return {
    title: version === undefined ? 'vLLM' : `vLLM ${version}`,
    division: 'budget',
    utilization: () => utilization,
    utilizationSource: higher
      ? 'vLLM CacheConfig, default of v0.25.0 to v0.30.0'
      : 'vLLM CacheConfig, default before v0.25.0',
    blockSize: 16,
    blockSource: 'vLLM, default block on NVIDIA GPUs',
    countsCudaGraphs: newer,
    tokensInFlight: memoryBytes => batchedTokens(memoryBytes) * (newer ? 2 : 1),
    statesPerRequest: newer ? 2 : 1,
    groupsLayers: true,
    ...(version !== undefined && !parsed
      ? {
          caution: `The version "${version}" of vLLM cannot be read; the defaults of v0.25.0 and later are used.`,
        }
      : {}),
  };
}

function sglangFraction(tensorParallel: number): number {
  if (tensorParallel >= 16) return 0.79;
  if (tensorParallel >= 8) return 0.81;
  if (tensorParallel >= 4) return 0.85;
  return tensorParallel >= 2 ? 0.87 : 0.88;
}

/** The rules of an engine; of the newest version that is known unless told. */
export function engineRules(
  name: SizingEngineName = 'vllm',
  version?: string,
): EngineRules {
  switch (name) {
    case 'sglang':
      return {
        title: version === undefined ? 'SGLang' : `SGLang ${version}`,
        division: 'static',
        utilization: sglangFraction,
        utilizationSource:
          'SGLang server_args.py, mem_fraction_static by tensor-parallel size; newer versions work it out from the memory and reserve less',
        blockSize: 1,
        blockSource: 'SGLang, default page_size',
        countsCudaGraphs: true,
        tokensInFlight: () => 0,
        statesPerRequest: 1,
        groupsLayers: false,
      };
    case 'tensorrt-llm':
      return {
        title:
          version === undefined ? 'TensorRT-LLM' : `TensorRT-LLM ${version}`,
        division: 'rest',
        utilization: () => 0.9,
        utilizationSource:
          'TensorRT-LLM KvCacheConfig, default free_gpu_memory_fraction, of what weights leave',
        blockSize: 32,
        blockSource: 'TensorRT-LLM KvCacheConfig, default tokens_per_block',
        countsCudaGraphs: true,
        tokensInFlight: () => 0,
        statesPerRequest: 1,
        groupsLayers: false,
      };
    default:
      return vllm(version);
  }
}
