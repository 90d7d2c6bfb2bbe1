import { figure, type Recogniser } from '../recogniser';

const LARGER =
  'Use more GPUs or larger ones for each replica, choose a quantized variant, or lower the longest request (--max-model-len).';

/** The memory of the GPUs does not suffice; most telling first. */
export const GPU_MEMORY: readonly Recogniser[] = [
  {
    name: 'vllm-kv-cache-too-small',
    source: 'vLLM v1 core/kv_cache_utils.py; vllm-project/vllm issue 34076',
    reason: 'GpuOutOfMemory',
    pattern:
      /max seq len \((\d+)\),? \(?([\d.]+) GiB KV cache is needed, which is larger than the available KV cache memory \(([\d.]+) GiB\)(?:.*estimated maximum model length is (\d+))?/,
    conclude: ([, length, needed, left, most]) => ({
      problem: `one request of the longest allowed length (${figure(
        length,
      )} tokens) needs ${needed} GiB beside the weights, and ${left} GiB are left`,
      advice: shorter(most, '--gpu-memory-utilization'),
    }),
  },
  {
    name: 'vllm-kv-cache-too-small-v0',
    source: 'vLLM v0 worker; vllm-project/vllm issue 2418',
    reason: 'GpuOutOfMemory',
    pattern:
      /max seq len \((\d+)\) is larger than the maximum number of tokens that can be stored in KV cache \((\d+)\)/,
    conclude: ([, length, most]) => ({
      problem: `one request of the longest allowed length (${figure(
        length,
      )} tokens) does not fit beside the weights: there is room for ${figure(
        most,
      )} tokens`,
      advice: shorter(most, '--gpu-memory-utilization'),
    }),
  },
  {
    // What is left of either when the kubelet cut the message.
    name: 'vllm-kv-cache-too-small-cut',
    source: 'as above',
    reason: 'GpuOutOfMemory',
    pattern:
      /KV cache is needed, which is larger than|larger than the (?:maximum number of tokens|available KV cache)|estimated maximum model length is \d+/,
    conclude: ({ input }) => ({
      problem:
        'one request of the longest allowed length needs more than is left beside the weights',
      advice: shorter(
        /estimated maximum model length is (\d+)/.exec(input)?.[1],
        '--gpu-memory-utilization',
      ),
    }),
  },
  {
    name: 'vllm-no-cache-blocks',
    source: 'vLLM v0 and v1, raised when no cache block fits',
    reason: 'GpuOutOfMemory',
    pattern: /No available memory for the cache blocks/,
    conclude: () => ({
      problem: 'nothing is left for requests beside the weights',
      advice:
        'Raise --gpu-memory-utilization (the advice of the engine), use more GPUs for each replica, or choose a quantized variant.',
    }),
  },
  {
    name: 'vllm-gpu-not-free',
    source: 'vLLM v1 worker/gpu_worker.py, on start',
    reason: 'GpuOutOfMemory',
    pattern:
      /Free memory on device .*?\(([\d.]+)\/([\d.]+) GiB\) on startup is less than desired GPU memory utilization/,
    conclude: ([, free, total]) => ({
      problem: `of the ${total} GiB of the GPU only ${free} GiB are free: something else uses it`,
      advice:
        'Ask the platform team what else runs on this GPU; a shared GPU needs a lower --gpu-memory-utilization.',
    }),
  },
  {
    name: 'sglang-mem-fraction',
    source: 'SGLang model_runner; sgl-project/sglang issue 4330',
    reason: 'GpuOutOfMemory',
    pattern: /Not enough memory\. Please try to increase --mem-fraction-static/,
    conclude: () => ({
      problem: 'too little is left for requests beside the weights',
      advice:
        'Raise --mem-fraction-static (the advice of the engine), use more GPUs for each replica, or choose a quantized variant.',
    }),
  },
  {
    name: 'tgi-prefill',
    source:
      'Text Generation Inference warm-up; huggingface/text-generation-inference issues 710 and 755',
    reason: 'GpuOutOfMemory',
    pattern:
      /Not enough memory to handle (?:\d+ total tokens with )?(\d+) prefill tokens/,
    conclude: ([, tokens]) => ({
      problem: `the GPU cannot work on ${figure(tokens)} tokens at once`,
      advice:
        'Lower --max-batch-prefill-tokens (the advice of the engine) or --max-total-tokens, or use more GPUs for each replica.',
    }),
  },
  {
    name: 'nim-low-memory',
    source: 'NVIDIA NIM for LLMs, profile selection at start',
    reason: 'GpuOutOfMemory',
    pattern: /not (?:runnable|currently runnable) due to low free GPU memory/,
    conclude: () => ({
      problem: 'no profile of the NIM fits in the free memory of the GPU',
      advice:
        'Use more GPUs or larger ones for each replica, or choose a smaller profile (NIM_MODEL_PROFILE, or NIM_MAX_MODEL_LEN).',
    }),
  },
  {
    name: 'pytorch-out-of-memory',
    source: 'PyTorch CUDACachingAllocator, also as HIP and XPU',
    reason: 'GpuOutOfMemory',
    pattern:
      /(?:CUDA|HIP|XPU) out of memory\. Tried to allocate ([\d.]+ [KMG]iB)(?:.*total capacity of ([\d.]+ [KMG]iB) of which ([\d.]+ [KMG]iB) is free)?/,
    conclude: ([, wanted, total, free]) => ({
      problem: total
        ? `of its ${total} only ${free} were free when ${wanted} more were needed`
        : `${wanted} more were needed than are free`,
      advice: LARGER,
    }),
  },
  {
    name: 'cuda-out-of-memory',
    source:
      'PyTorch, the CUDA runtime, TensorRT in Triton, and llama.cpp (cudaMalloc failed)',
    reason: 'GpuOutOfMemory',
    pattern:
      /(?:CUDA|HIP|XPU) out of memory|torch\.(?:cuda\.)?OutOfMemoryError|CUDA (?:error|runtime error|driver error|failure)[^\n]*out of memory|cudaMalloc failed: out of memory|cudaErrorMemoryAllocation|CUDA_ERROR_OUT_OF_MEMORY|unable to allocate CUDA\d* buffer/i,
    conclude: () => ({
      problem: 'the engine needs more than is free',
      advice: LARGER,
    }),
  },
];

function shorter(most: string | undefined, memoryOption: string): string {
  const length = most
    ? `Set --max-model-len to at most ${figure(
        most,
      )} (what the engine says has room)`
    : 'Lower the longest request (--max-model-len)';
  return `${length}, raise ${memoryOption}, or use more GPUs for each replica.`;
}
