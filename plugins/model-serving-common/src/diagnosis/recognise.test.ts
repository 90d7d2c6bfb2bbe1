import { recognise, RECOGNISERS } from './recognise';

/** In the words of the programs, with figures of our own. */
const MESSAGES: readonly {
  readonly name: string;
  readonly line: string;
  readonly reason?: string;
  readonly problem: string;
  readonly advice?: string;
}[] = [
  {
    name: 'vllm-kv-cache-too-small',
    line: "(EngineCore_DP0 pid=94) ValueError: To serve at least one request with the models's max seq len (131072), (16.00 GiB KV cache is needed, which is larger than the available KV cache memory (3.25 GiB). Based on the available memory, the estimated maximum model length is 26624. Try increasing `gpu_memory_utilization` or decreasing `max_model_len` when initializing the engine.",
    reason: 'GpuOutOfMemory',
    problem: '(131,072 tokens) needs 16.00 GiB beside the weights, and 3.25',
    advice: 'Set --max-model-len to at most 26,624',
  },
  {
    name: 'vllm-kv-cache-too-small',
    line: "ValueError: To serve at least one request with the model's max seq len (40960), (2.81 GiB KV cache is needed, which is larger than the available KV cache memory (1.02 GiB). Try increasing `gpu_memory_utilization`.",
    problem: 'needs 2.81 GiB',
    advice: 'Lower the longest request (--max-model-len)',
  },
  {
    name: 'vllm-kv-cache-too-small-v0',
    line: "ValueError: The model's max seq len (32768) is larger than the maximum number of tokens that can be stored in KV cache (7344). Try increasing `gpu_memory_utilization` or decreasing `max_model_len` when initializing the engine.",
    problem: 'there is room for 7,344 tokens',
    advice: 'at most 7,344',
  },
  {
    name: 'vllm-kv-cache-too-small-cut',
    line: 'ValueError: To serve … which is larger than the available KV cache memory (1 GiB). Based on the available memory, the estimated maximum model length is 5632.',
    problem: 'longest allowed length',
    advice: 'at most 5,632',
  },
  {
    name: 'vllm-no-cache-blocks',
    line: 'ValueError: No available memory for the cache blocks. Try increasing `gpu_memory_utilization` when initializing the engine.',
    problem: 'nothing is left for requests',
    advice: 'Raise --gpu-memory-utilization',
  },
  {
    name: 'vllm-gpu-not-free',
    line: 'ValueError: Free memory on device (11.2/79.1 GiB) on startup is less than desired GPU memory utilization (0.9, 71.19 GiB). Decrease GPU memory utilization or reduce GPU memory used by other processes.',
    problem: 'of the 79.1 GiB of the GPU only 11.2 GiB are free',
  },
  {
    name: 'sglang-mem-fraction',
    line: 'RuntimeError: Not enough memory. Please try to increase --mem-fraction-static.',
    problem: 'too little is left',
    advice: '--mem-fraction-static',
  },
  {
    name: 'tgi-prefill',
    line: 'Error: Warmup(Generation("Not enough memory to handle 4096 prefill tokens. You need to decrease `--max-batch-prefill-tokens`"))',
    problem: '4,096 tokens at once',
    advice: '--max-batch-prefill-tokens',
  },
  {
    name: 'nim-low-memory',
    line: 'Detected additional 1 compatible profile(s) that are currently not runnable due to low free GPU memory.',
    problem: 'no profile of the NIM fits',
  },
  {
    name: 'pytorch-out-of-memory',
    line: 'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 224.00 MiB. GPU 0 has a total capacity of 22.03 GiB of which 45.06 MiB is free.',
    problem:
      'of its 22.03 GiB only 45.06 MiB were free when 224.00 MiB more were needed',
  },
  {
    name: 'pytorch-out-of-memory',
    line: 'HIP out of memory. Tried to allocate 2.00 GiB.',
    problem: '2.00 GiB more were needed than are free',
  },
  ...[
    'ggml_backend_cuda_buffer_type_alloc_buffer: allocating 9216.00 MiB on device 0: cudaMalloc failed: out of memory',
    'RuntimeError: CUDA error: out of memory',
    '[TRT-LLM] [E] CUDA runtime error in cudaMalloc: out of memory',
  ].map(line => ({
    name: 'cuda-out-of-memory',
    line,
    problem: 'the engine needs more than is free',
  })),
  {
    name: 'unsupported-architecture',
    line: "ValueError: Model architectures ['NewForCausalLM'] are not supported for now. Supported architectures: dict_keys(['LlamaForCausalLM'])",
    reason: 'ModelLoadFailed',
    problem: 'does not know the architecture of the model (NewForCausalLM)',
  },
  {
    name: 'unsupported-architecture',
    line: 'ValueError: The checkpoint you are trying to load has model type `newmodel` but Transformers does not recognize this architecture.',
    problem: '(newmodel)',
  },
  {
    name: 'quantization-mismatch',
    line: 'Quantization method specified in the model config (fp8) does not match the quantization method specified in the `quantization` argument (gguf).',
    problem: 'quantized by fp8, and the engine was told gguf',
    advice: 'Remove --quantization, or set it to fp8.',
  },
  {
    name: 'quantization-unsupported-gpu',
    line: 'ValueError: The quantization method fp8 is not supported for the current GPU. Minimum capability: 90. Current capability: 86.',
    problem: 'compute capability 9.0 is needed, it has 8.6',
  },
  {
    name: 'quantization-unsupported-gpu',
    line: "RuntimeError: ('Quantization scheme is not supported for ', 'the current GPU. Min capability: 80. ', 'Current capability: 75.')",
    problem: 'compute capability 8.0 is needed, it has 7.5',
  },
  {
    name: 'quantization-unknown',
    line: "ValueError: Unknown quantization method: gptq. Must be one of ['awq'].",
    problem: '(gptq)',
  },
  {
    name: 'bfloat16-unsupported',
    line: 'ValueError: Bfloat16 is only supported on GPUs with compute capability of at least 8.0. Your Tesla T4 GPU has compute capability 7.5.',
    problem: '8.0 is needed',
    advice: '--dtype=half',
  },
  {
    name: 'heads-not-divisible',
    line: 'ValueError: Total number of attention heads (28) must be divisible by tensor parallel size (8).',
    reason: 'InvalidSpec',
    problem: 'the 28 attention heads of the model',
    advice: 'divides 28',
  },
  {
    name: 'too-few-gpus',
    line: 'ValueError: Tensor parallel size (8) cannot be larger than the number of available GPUs (4).',
    problem: 'told to use 8 GPUs, and the replica has 4',
  },
  {
    name: 'length-over-model',
    line: 'ValueError: User-specified max_model_len (65536) is greater than the derived max_model_len (max_position_embeddings=32768 or model_max_length=None in model config.json).',
    problem: 'set to 65,536 tokens, and the model takes 32,768',
    advice: 'at most 32,768',
  },
  {
    name: 'remote-code',
    line: 'ValueError: Loading org/model requires you to execute the configuration file in that repo on your local machine. Please pass the argument `trust_remote_code=True` to remove this error.',
    problem: 'program code of its own',
  },
  {
    name: 'unknown-argument',
    line: 'api_server.py: error: unrecognized arguments: --max-model-length 4096',
    problem: 'does not know the option --max-model-length',
  },
  {
    name: 'nim-no-profile',
    line: 'ERROR utils.py:21] Could not find a profile that is currently runnable with the detected hardware.',
    problem: 'no profile for the GPUs',
  },
  {
    name: 'broken-weights',
    line: 'safetensors_rust.SafetensorError: Error while deserializing header: MetadataIncompleteBuffer',
    problem: 'broken or not complete',
  },
  {
    name: 'triton-load',
    line: "E0630 model_lifecycle.cc:654] failed to load 'detector' version 1: Invalid argument: unexpected shape",
    problem: 'Triton could not load detector: Invalid argument',
  },
  {
    name: 'driver-too-old',
    line: 'RuntimeError: The NVIDIA driver on your system is too old (found version 12080). Please update your GPU driver.',
    reason: 'CrashLoop',
    problem: 'too old for this image (it is for CUDA 12.8)',
  },
  {
    name: 'driver-too-old',
    line: 'nvidia-container-cli: requirement error: unsatisfied condition: cuda>=12.9, please update your driver',
    problem: '(CUDA 12.9 is needed)',
  },
  {
    name: 'gpu-too-old',
    line: 'torch.AcceleratorError: CUDA error: no kernel image is available for execution on the device',
    problem: 'not built for this GPU',
  },
  {
    name: 'no-gpu',
    line: 'RuntimeError: Failed to infer device type, please set the environment variable',
    problem: 'sees no GPU',
  },
  {
    name: 'gpu-broken',
    line: 'RuntimeError: CUDA error: uncorrectable ECC error encountered',
    problem: 'a fault of its own',
  },
  {
    name: 'shared-memory',
    line: 'NCCL WARN Error while creating shared memory segment /dev/shm/nccl-a1b2 (size 9637888)',
    problem: '/dev/shm',
  },
  {
    name: 'nccl',
    line: 'torch.distributed.DistBackendError: NCCL error in: ../ProcessGroupNCCL.cpp:1333, unhandled system error, NCCL version 2.21.5',
    problem: 'cannot talk to each other',
  },
  {
    name: 'nccl',
    line: 'RuntimeError: NCCL error: unhandled system error (run with NCCL_DEBUG=INFO for details)',
    problem: '(NCCL: unhandled system error)',
  },
  {
    name: 'disk-full',
    line: 'OSError: [Errno 28] No space left on device',
    reason: 'ModelDownloadFailed',
    problem: 'the disk is full',
  },
  {
    name: 'hub-gated',
    line: 'Access to model google/gemma-3-4b-pt is restricted and you are not in the authorized list. Visit https://huggingface.co/google/gemma-3-4b-pt to ask for access.',
    problem: 'the access token may not read it',
    advice: 'Accept the licence',
  },
  {
    name: 'hub-gated',
    line: 'Access to model meta-llama/Llama-2-7b-hf is restricted. You must have access to it and be authenticated to access it. Please log in.',
    problem: 'no access token was given',
  },
  {
    name: 'hub-revision',
    line: 'huggingface_hub.errors.RevisionNotFoundError: 404 Client Error.',
    problem: 'not in this revision',
  },
  {
    name: 'hub-not-found',
    line: "OSError: org/typo is not a local folder and is not a valid model identifier listed on 'https://huggingface.co/models'",
    problem: 'no such model, or it is private',
  },
  {
    name: 'hub-not-found',
    line: 'huggingface_hub.errors.RepositoryNotFoundError: 401 Client Error. (Request ID: Root=1-6)',
    problem: 'no such model, or it is private',
  },
  {
    name: 'ngc-key',
    line: 'nim_sdk::hub::repo: model manifest download: Authentication Error',
    problem: 'NGC',
  },
  {
    name: 'rate-limit',
    line: 'requests.exceptions.HTTPError: 429 Client Error: Too Many Requests for url: https://huggingface.co/api',
    problem: 'too many requests',
  },
  {
    name: 'refused',
    line: 'botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the ListObjects operation',
    problem: 'refuses access',
  },
  {
    name: 'not-found',
    line: 'botocore.errorfactory.NoSuchBucket: The specified bucket does not exist',
    problem: 'does not have it',
  },
  {
    name: 'certificate',
    line: 'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed',
    problem: 'not trusted',
  },
  {
    name: 'unreachable',
    line: "socket.gaierror: [Errno -3] Temporary failure in name resolution: 'huggingface.co'",
    problem: 'cannot be reached',
  },
];

describe('recognise', () => {
  it.each(MESSAGES)('$name: $line', ({ name, line, ...expected }) => {
    const found = recognise(['INFO starting', line, 'INFO done']);
    expect(found).toMatchObject({ name, line });
    expect(found?.problem).toContain(expected.problem);
    expect(found?.advice).toContain(expected.advice ?? '');
    expect(found).toMatchObject(
      expected.reason ? { reason: expected.reason } : {},
    );
  });

  it('knows an example of every message in its table', () => {
    const tested = new Set(MESSAGES.map(({ name }) => name));
    expect(RECOGNISERS.map(({ name }) => name)).toEqual(
      expect.arrayContaining([...tested]),
    );
    expect(RECOGNISERS.filter(({ name }) => !tested.has(name))).toEqual([]);
  });

  it('names the cause, not what followed from it', () => {
    const lines = [
      'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.',
      'RuntimeError: NCCL error: remote process exited or there was a network error',
      'RuntimeError: Engine core initialization failed. See root cause above.',
    ];
    expect(recognise(lines)).toMatchObject({
      reason: 'GpuOutOfMemory',
      line: lines[0],
    });
  });

  it.each([
    'INFO 11-23 12:00:00 [api_server.py:1044] args: Namespace(max_model_len=4096, quantization=None, trust_remote_code=False)',
    'INFO: 10.0.0.7:41202 - "GET /health HTTP/1.1" 200 OK',
    'INFO vLLM is using nccl==2.21.5',
    'RuntimeError: Engine core initialization failed. See root cause above.',
    'INFO Maximum concurrency for 40,960 tokens per request: 5.11x',
  ])('does not take an ordinary line for a cause: %s', line => {
    expect(recognise([line])).toBeUndefined();
  });
});
