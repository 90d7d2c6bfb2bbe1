import type { Amount } from './amount';
import { PUBLISHED } from './published.fixture';
import { sizeModel } from './sizeModel';
import type { SizingArchitecture, SizingRequest } from './types';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

/** Every published figure is rounded; engines round memory on their own. */
const TOLERANCE = 0.02;

function valueOf(amount: Amount | undefined): number {
  if (amount?.kind !== 'exact') {
    throw new Error(`expected an exact amount, not ${JSON.stringify(amount)}`);
  }
  return amount.value;
}

/** How far a number is from what was published, as a share of it. */
function off(actual: number, published: number): number {
  return Math.abs(actual / published - 1);
}

function size(
  architecture: SizingArchitecture,
  more: Partial<SizingRequest> = {},
) {
  return sizeModel({
    artifact: { name: 'published', sizeBytes: 1 },
    architecture,
    gpu: { memoryBytes: 80 * GIB, gpusPerNode: 32 },
    ...more,
  });
}

describe('what one request keeps, as llama.cpp allocated it', () => {
  it.each<[string, keyof typeof PUBLISHED, number, number]>([
    ['GPT-2, multi-head (SGLang, K and V)', 'gpt2', 248_479, 2 * 4.27 * 1024],
    ['Llama 3.2 1B', 'llama-3.2-1b', 4096, 128],
    ['Llama 3.2 3B', 'llama-3.2-3b', 4096, 448],
    ['Llama 3.1 70B', 'llama-3.1-70b', 4096, 1280],
    ['Mistral 7B', 'mistral-7b', 4096, 512],
    ['Phi-3 mini, multi-head', 'phi-3-mini', 4096, 1536],
    ['Phi-2, multi-head', 'phi-2', 2048, 640],
    ['Gemma 7B, multi-head', 'gemma-7b', 2048, 896],
    ['Qwen3 8B', 'qwen3-8b', 131_072, 18_432],
    [
      'gpt-oss 20B: 12 layers, and 12 of a window',
      'gpt-oss-20b',
      131_072,
      3090,
    ],
    [
      'Qwen3.5 4B: 8 layers, and 24 of a state',
      'qwen3.5-4b',
      131_072,
      4096 + 50.25,
    ],
    [
      'Qwen3.5 35B-A3B: 10 layers, and 30 of a state',
      'qwen3.5-35b-a3b',
      32_768,
      640 + 62.81,
    ],
    [
      'Qwen3.5 27B: 16 layers, and 48 of a state',
      'qwen3.5-27b',
      24_576,
      1536 + 149.62,
    ],
    [
      'Falcon-H1 1.5B: 24 layers of both (genie-claw issue 410)',
      'falcon-h1-1.5b',
      32_768,
      768 + 72.98,
    ],
    ['Ling 3.0 tiny: 6 layers of a latent', 'ling-3.0-tiny', 4096, 27],
  ])('%s', (_, model, contextLength, mebibytes) => {
    const { kvBytesPerRequest } = size(PUBLISHED[model], { contextLength });

    expect(off(valueOf(kvBytesPerRequest) / MIB, mebibytes)).toBeLessThan(
      TOLERANCE,
    );
  });

  it('bounds an embedding model by what llama.cpp keeps for it', () => {
    const { kvBytesPerRequest } = size(PUBLISHED['bge-small'], {
      attention: 'pooling',
      contextLength: 512,
    });

    expect(kvBytesPerRequest).toMatchObject({
      kind: 'bound',
      atLeast: 0,
      atMost: 9 * MIB,
    });
    expect(
      size(PUBLISHED['bge-small'], { attention: 'encoder', contextLength: 512 })
        .kvBytesPerRequest,
    ).toEqual({ kind: 'exact', value: 0 });
  });
});

interface Cached {
  readonly source: string;
  readonly model: keyof typeof PUBLISHED;
  readonly tensorParallel?: number;
  readonly kvGiB: number;
  readonly tokens: number;
  readonly dtype?: string;
}

/** Start-up logs that give the memory of the cache and its tokens. */
const CACHES: readonly Cached[] = [
  {
    source: 'vLLM v0.11.2, DeepSeek-R1-0528 on 8 × H200',
    model: 'deepseek-v3',
    tensorParallel: 8,
    kvGiB: 41.6,
    tokens: 635_648,
  },
  {
    source: 'SGLang, DeepSeek-V3 with an FP8 cache',
    model: 'deepseek-v3',
    kvGiB: 17.16,
    tokens: 524_288,
    dtype: 'fp8_e4m3',
  },
  {
    source: 'SGLang, Kimi K2.5 over 8 GPUs: the latent is whole on each',
    model: 'kimi-k2',
    tensorParallel: 8,
    kvGiB: 160.63,
    tokens: 2_454_421,
  },
  {
    source: 'SGLang, Kimi K2.6 over 32 NPUs',
    model: 'kimi-k2',
    tensorParallel: 32,
    kvGiB: 5.01,
    tokens: 76_416,
  },
  {
    source: 'vLLM v0.11.2, Llama-3.3-70B-FP8 over 4 × H200',
    model: 'llama-3.1-70b',
    tensorParallel: 4,
    kvGiB: 106.17,
    tokens: 1_391_552,
  },
  {
    source: 'vLLM v0.21.0, Qwen2.5-14B',
    model: 'qwen2.5-14b',
    kvGiB: 41.43,
    tokens: 226_240,
  },
  {
    source: 'vLLM, Qwen2.5-7B',
    model: 'qwen2.5-coder-7b',
    kvGiB: 13.1,
    tokens: 245_360,
  },
  {
    source: 'vLLM, Qwen3-8B',
    model: 'qwen3-8b',
    kvGiB: 18.69,
    tokens: 136_080,
  },
  {
    source: 'vLLM, Qwen3-VL-8B over 2 NPUs',
    model: 'qwen3-8b',
    tensorParallel: 2,
    kvGiB: 38.41,
    tokens: 559_232,
  },
  {
    source: 'vLLM v0.11.0 on Ascend, Qwen3-4B: 26 954 181 529 bytes',
    model: 'qwen3-4b',
    kvGiB: 26_954_181_529 / GIB,
    tokens: 182_784,
  },
  {
    source: 'vLLM v0.11.0, EXAONE-4.0-32B-FP8',
    model: 'exaone-4.0-32b',
    kvGiB: 10.31,
    tokens: 42_224,
  },
  {
    source: 'vLLM v0.30.0, Llama-3.1-8B',
    model: 'llama-3.1-8b',
    kvGiB: 53.71,
    tokens: 439_984,
  },
  {
    source: 'SGLang, Qwen3-30B-A3B: K and V 25.14 GiB each',
    model: 'qwen3-30b-a3b',
    kvGiB: 50.28,
    tokens: 549_277,
  },
  {
    source: 'SGLang, QwQ-32B over 4 GPUs: K and V 1.42 GiB each',
    model: 'qwq-32b',
    tensorParallel: 4,
    kvGiB: 2.84,
    tokens: 46_611,
  },
  {
    source: 'SGLang, Ling 3.0: 6 layers of a latent',
    model: 'ling-3.0-tiny',
    kvGiB: 12.45,
    tokens: 1_933_682,
  },
];

describe('tokens of a cache, as engines logged it', () => {
  it.each(CACHES)('$source: $tokens tokens in $kvGiB GiB', log => {
    const { layouts } = size(PUBLISHED[log.model], {
      contextLength: 4096,
      layout: { tensorParallel: log.tensorParallel ?? 1, pipelineParallel: 1 },
      ...(log.dtype ? { kvCacheDtype: log.dtype } : {}),
      overrides: { kvPoolBytesPerGpu: log.kvGiB * GIB },
    });
    // A hybrid model's tokens depend on the context; what one costs does not.
    const each = valueOf(layouts[0]?.kvBytesPerTokenPerGpu);

    expect(off((log.kvGiB * GIB) / each, log.tokens)).toBeLessThan(TOLERANCE);
  });
});

interface Concurrent {
  readonly source: string;
  readonly model: keyof typeof PUBLISHED;
  readonly more: Partial<SizingRequest>;
  readonly tensorParallel?: number;
  readonly kvGiB: number;
  readonly contextLength: number;
  readonly requests: number;
}

/** "Maximum concurrency for … tokens per request" of vLLM. */
const CONCURRENCIES: readonly Concurrent[] = [
  {
    source: 'v0.11, Gemma 3 27B: windows, 8 padding layers',
    model: 'gemma-3-27b',
    more: {
      engine: { name: 'vllm', version: 'v0.11.0' },
      gpu: { memoryBytes: 192 * GIB, gpusPerNode: 8 },
    },
    kvGiB: 109.86,
    contextLength: 4096,
    requests: 50.05,
  },
  {
    source: 'MedGemma 27B with an FP8 cache on an L40S: windows',
    model: 'gemma-3-27b',
    more: {
      kvCacheDtype: 'fp8_e4m3',
      gpu: { memoryBytes: 45 * GIB, gpusPerNode: 8 },
    },
    kvGiB: 10.56,
    contextLength: 65_536,
    requests: 2.87,
  },
  {
    source: 'Qwen3-Next 80B, prefix caching, states of 16 bits',
    model: 'qwen3-next-80b-fp16-state',
    more: {},
    kvGiB: 5.85,
    contextLength: 65_536,
    requests: 242_534 / 65_536,
  },
  {
    source:
      'Qwen3.8 27B FP8 over 2 × 3090, prefix caching (talos-argocd-proxmox pull request 1995)',
    model: 'qwen3.5-27b',
    more: { kvCacheDtype: 'fp8_e4m3' },
    tensorParallel: 2,
    kvGiB: 4.99,
    contextLength: 131_072,
    requests: 2.31,
  },
  {
    source: 'v0.11.2, DeepSeek-R1-0528 on 8 × H200',
    model: 'deepseek-v3',
    more: { engine: { name: 'vllm', version: 'v0.11.2' } },
    tensorParallel: 8,
    kvGiB: 41.6,
    contextLength: 8192,
    requests: 77.59,
  },
  {
    source: 'v0.11.2, Llama-3.3-70B-FP8 over 4 × H200',
    model: 'llama-3.1-70b',
    more: {},
    tensorParallel: 4,
    kvGiB: 106.17,
    contextLength: 8192,
    requests: 169.87,
  },
];

describe('requests at once, as vLLM logged them', () => {
  it.each(CONCURRENCIES)('$source: $requests', log => {
    const { layouts } = size(PUBLISHED[log.model], {
      ...log.more,
      contextLength: log.contextLength,
      layout: { tensorParallel: log.tensorParallel ?? 1, pipelineParallel: 1 },
      overrides: { kvPoolBytesPerGpu: log.kvGiB * GIB },
    });

    expect(off(valueOf(layouts[0]?.concurrency), log.requests)).toBeLessThan(
      TOLERANCE,
    );
  });

  it('needs what vLLM says it needs for one request of Qwen3.8 27B without prefix caching', () => {
    const { layouts } = size(PUBLISHED['qwen3.5-27b'], {
      kvCacheDtype: 'fp8_e4m3',
      contextLength: 262_144,
      layout: { tensorParallel: 1, pipelineParallel: 1 },
      assumptions: { statesPerRequest: 1 },
    });
    const step = layouts[0]?.steps.find(
      ({ id }) => id === 'kv-bytes-per-request',
    );

    expect(off(valueOf(step?.amount) / GIB, 8.18)).toBeLessThan(TOLERANCE);
  });
});

describe('weights on a GPU, as engines loaded them', () => {
  it.each<[string, number, number, number, number, string | undefined]>([
    ['vLLM v0.11.2, DeepSeek-R1-0528 over 8', 688.59e9, 8, 79.739, 1, 'fp8'],
    ['vLLM, Qwen3-8B', 16_381_470_720, 1, 15.2683, 1, undefined],
    ['vLLM, Qwen2.5-7B', 15_231_233_024, 1, 14.25, 1, undefined],
    ['vLLM v0.11, Gemma 3 27B', 54_864_000_000, 1, 51.7891, 1, undefined],
    ['vLLM v0.30.0, Llama-3.1-8B', 16_060_522_496, 1, 14.9889, 1, undefined],
    ['vLLM v0.11.0, Qwen3-4B', 8_044_936_192, 1, 7.5553, 1, undefined],
  ])(
    '%s',
    (_, sizeBytes, tensorParallel, gibibytes, pipelineParallel, method) => {
      const { layouts } = sizeModel({
        artifact: {
          name: 'published',
          sizeBytes,
          ...(method ? { quantization: { method } } : {}),
        },
        contextLength: 1024,
        gpu: { memoryBytes: 141 * GIB, gpusPerNode: 8 },
        layout: { tensorParallel, pipelineParallel },
      });
      const ours = valueOf(layouts[0]?.weightBytesPerGpu) / GIB;

      // On the safe side by the 2 % that loading is taken to add.
      expect(ours).toBeGreaterThan(gibibytes * 0.995);
      expect(ours / 1.02).toBeLessThan(gibibytes * (1 + TOLERANCE));
    },
  );
});
