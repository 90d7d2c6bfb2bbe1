import type { ModelFacts } from './modelFacts';

/** Share of a GPU's memory that the engine takes: vLLM's long-time default. */
const DEFAULT_UTILIZATION = 0.9;

/** Activations, CUDA graphs and NCCL, which the engine keeps besides weights. */
const ENGINE_BYTES = 1.5 * 2 ** 30;

const GIB = 2 ** 30;

/** The GPUs that one server has. */
export interface ServerGpus {
  readonly count: number;
  readonly memoryMiB: number;
  /** Decides what the driver's layer is called. NVIDIA unless said. */
  readonly vendor?: 'nvidia' | 'amd';
}

export interface EngineSettings {
  readonly utilization: number;
  readonly maxModelLength?: number;
}

/** Why an engine cannot start, as the last lines of its log. */
export interface LoadFailure {
  readonly lines: readonly string[];
}

/** Reads vLLM's arguments, in both spellings of an option. */
export function engineSettings(args: readonly string[]): EngineSettings {
  const utilization = option(args, 'gpu-memory-utilization');
  const length = option(args, 'max-model-len');
  return {
    utilization: utilization ?? DEFAULT_UTILIZATION,
    ...(length === undefined ? {} : { maxModelLength: length }),
  };
}

/**
 * Whether weights and at least one full-length request fit into GPU memory:
 * weights and cache are split over the GPUs of a server. `undefined` when so.
 */
export function loadFailure(
  facts: ModelFacts,
  gpus: ServerGpus,
  settings: EngineSettings,
): LoadFailure | undefined {
  const total = gpus.memoryMiB * 2 ** 20;
  const weights = facts.sizeBytes / gpus.count;
  if (weights + ENGINE_BYTES / 2 > total) {
    return { lines: outOfMemoryLines(gpus) };
  }
  const cache = total * settings.utilization - weights - ENGINE_BYTES;
  if (cache <= 0) {
    return {
      lines: [
        'ValueError: No available memory for the cache blocks. Try increasing `gpu_memory_utilization` when initializing the engine.',
      ],
    };
  }
  const length = settings.maxModelLength ?? facts.contextLength;
  if (!length || !facts.kvBytesPerToken) {
    return undefined;
  }
  const needed = (length * facts.kvBytesPerToken) / gpus.count;
  return needed > cache
    ? { lines: cacheTooSmallLines(length, needed, cache) }
    : undefined;
}

/** What PyTorch says when an allocation fails on such a GPU. */
export function outOfMemoryLines(
  gpu: Pick<ServerGpus, 'memoryMiB' | 'vendor'>,
): string[] {
  const totalBytes = gpu.memoryMiB * 2 ** 20;
  const layer = gpu.vendor === 'amd' ? 'HIP' : 'CUDA';
  const total = (totalBytes / GIB).toFixed(2);
  const used = ((totalBytes / GIB) * 0.998).toFixed(2);
  const free = ((totalBytes / 2 ** 20) * 0.002).toFixed(2);
  return [
    `torch.OutOfMemoryError: ${layer} out of memory. Tried to allocate 224.00 MiB. GPU 0 has a total capacity of ${total} GiB of which ${free} MiB is free. Process 1 has ${used} GiB memory in use.`,
  ];
}

function cacheTooSmallLines(
  length: number,
  needed: number,
  cache: number,
): string[] {
  const most = Math.floor(((cache / needed) * length) / 16) * 16;
  return [
    `ValueError: To serve at least one request with the models's max seq len (${length}), (${(
      needed / GIB
    ).toFixed(
      2,
    )} GiB KV cache is needed, which is larger than the available KV cache memory (${(
      cache / GIB
    ).toFixed(
      2,
    )} GiB). Based on the available memory, the estimated maximum model length is ${most}. Try increasing \`gpu_memory_utilization\` or decreasing \`max_model_len\` when initializing the engine.`,
  ];
}

function option(args: readonly string[], name: string): number | undefined {
  const spellings = [`--${name}`, `--${name.replaceAll('-', '_')}`];
  for (const [index, arg] of args.entries()) {
    const [key, inline] = arg.split('=');
    if (spellings.includes(key ?? '')) {
      const value = Number(inline ?? args[index + 1]);
      return Number.isFinite(value) ? value : undefined;
    }
  }
  return undefined;
}
