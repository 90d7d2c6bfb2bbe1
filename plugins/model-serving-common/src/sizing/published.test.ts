import { ARCHITECTURES } from './architectures.fixture';
import { Amount } from './amount';
import { sizeModel } from './sizeModel';

const GIB = 1024 ** 3;

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

interface Logged {
  readonly source: string;
  readonly model?: keyof typeof ARCHITECTURES;
  readonly totalGiB: number;
  readonly utilization: number;
  readonly weightsGiB: number;
  readonly nonTorchGiB: number;
  readonly activationGiB: number;
  readonly kvGiB: number;
  readonly blocks?: number;
  readonly contextLength?: number;
  readonly concurrency?: number;
  readonly fits?: boolean;
}

/** Start-up logs that give every term of the budget, in GiB. */
const BUDGETS: readonly Logged[] = [
  {
    source: 'vLLM issue 10517, RTX 3090, 20 000 tokens',
    model: 'llama-3.1-8b',
    totalGiB: 23.58,
    utilization: 0.9,
    weightsGiB: 14.9888,
    nonTorchGiB: 0.35,
    activationGiB: 2.07,
    kvGiB: 3.81,
    blocks: 1952,
    contextLength: 20_000,
    concurrency: 1.56,
    fits: true,
  },
  {
    source: 'vLLM issue 10517, RTX 3090, 29 000 tokens, refused to start',
    model: 'llama-3.1-8b',
    totalGiB: 23.58,
    utilization: 0.9,
    weightsGiB: 14.9888,
    nonTorchGiB: 0.35,
    activationGiB: 2.99,
    kvGiB: 2.89,
    blocks: 1478,
    contextLength: 29_000,
    concurrency: 0.82,
    fits: false,
  },
  {
    source: 'vLLM pull request 10511, H100',
    model: 'llama-3.1-8b',
    totalGiB: 79.22,
    utilization: 0.9,
    weightsGiB: 14.96,
    nonTorchGiB: 1.79,
    activationGiB: 1.26,
    kvGiB: 53.29,
  },
  {
    source: 'vLLM pull request 12126, Llama-3.2-11B-Vision on H100',
    model: 'llama-3.2-11b-vision',
    totalGiB: 79.22,
    utilization: 0.9,
    weightsGiB: 19.86,
    nonTorchGiB: 0.16,
    activationGiB: 36.63,
    kvGiB: 14.65,
    blocks: 6001,
  },
  {
    source: 'vLLM issue 11251, 16 GB GPU',
    totalGiB: 15.77,
    utilization: 0.9,
    weightsGiB: 7.51,
    nonTorchGiB: 0.39,
    activationGiB: 2.53,
    kvGiB: 3.76,
  },
  {
    source: 'vLLM issue 13074, DeepSeek-R1 on 16 × H20-3e, TP8 PP2',
    totalGiB: 139.72,
    utilization: 1,
    weightsGiB: 39.66,
    nonTorchGiB: 2.53,
    activationGiB: 0.24,
    kvGiB: 97.29,
  },
  {
    source: 'vLLM pull request 14447, 24 GB GPUs',
    totalGiB: 23.58,
    utilization: 0.99,
    weightsGiB: 21.21,
    nonTorchGiB: 0.2,
    activationGiB: 0.37,
    kvGiB: 1.57,
  },
  {
    source: 'vLLM issue 14452, RTX 5090',
    totalGiB: 31.37,
    utilization: 0.85,
    weightsGiB: 10.8,
    nonTorchGiB: 0.33,
    activationGiB: 1.01,
    kvGiB: 14.52,
  },
];

function logged(log: Logged) {
  const result = sizeModel({
    artifact: { name: 'logged' },
    architecture: log.model ? ARCHITECTURES[log.model] : {},
    contextLength: log.contextLength ?? 4096,
    engine: { name: 'vllm', version: 'v0.6.4' },
    gpu: { memoryBytes: log.totalGiB * GIB, gpusPerNode: 1 },
    layout: { tensorParallel: 1, pipelineParallel: 1 },
    assumptions: { memoryUtilization: log.utilization },
    overrides: {
      weightBytesPerGpu: log.weightsGiB * GIB,
      activationBytesPerGpu: log.activationGiB * GIB,
      nonTorchBytesPerGpu: log.nonTorchGiB * GIB,
    },
  });
  return { verdict: result.verdict, layout: result.layouts[0] };
}

describe('budget of a GPU, as vLLM logged it', () => {
  it.each(BUDGETS)('$source: $kvGiB GiB for the cache', log => {
    const pool = valueOf(logged(log).layout?.kvPoolBytesPerGpu);

    expect(off(pool / GIB, log.kvGiB)).toBeLessThanOrEqual(0.005);
  });

  it.each(BUDGETS.filter(log => log.blocks !== undefined))(
    '$source: $blocks blocks',
    log => {
      const blocks = valueOf(logged(log).layout?.kvTokens) / 16;

      expect(off(blocks, log.blocks ?? NaN)).toBeLessThanOrEqual(0.003);
    },
  );

  it.each(BUDGETS.filter(log => log.concurrency !== undefined))(
    '$source: $concurrency requests, starts: $fits',
    log => {
      const { layout, verdict } = logged(log);

      expect(valueOf(layout?.concurrency)).toBeCloseTo(
        log.concurrency ?? NaN,
        2,
      );
      expect(verdict).toBe(log.fits ? 'fits' : 'does-not-fit');
    },
  );

  it('gives the blocks of issue 10517 to the block', () => {
    const result = sizeModel({
      artifact: { name: 'bf16' },
      architecture: ARCHITECTURES['llama-3.1-8b'],
      contextLength: 20_000,
      engine: { name: 'vllm', version: 'v0.6.4' },
      gpu: { memoryBytes: 23.58 * GIB, gpusPerNode: 1 },
      overrides: {
        weightBytesPerGpu: 14.9888 * GIB,
        activationBytesPerGpu: 2.07 * GIB,
        nonTorchBytesPerGpu: 0.35 * GIB,
      },
    });

    expect(result.smallest?.kvTokens).toEqual({ kind: 'exact', value: 31_232 });
    expect(result.smallest?.concurrency).toEqual({
      kind: 'exact',
      value: 1.5616,
    });
  });
});

interface Cached {
  readonly source: string;
  readonly model: keyof typeof ARCHITECTURES;
  readonly tensorParallel: number;
  readonly kvGiB: number;
  readonly tokens: number;
  readonly contextLength?: number;
  readonly concurrency?: number;
}

/** Start-up logs that give the memory of the cache and its tokens. */
const CACHES: readonly Cached[] = [
  {
    source: 'vLLM issue 21348, Qwen3-235B-A22B-FP8 on 4 × H100',
    model: 'qwen3-235b-a22b',
    tensorParallel: 4,
    kvGiB: 8.11,
    tokens: 178_880,
  },
  {
    source: 'vLLM issue 21348, the same with SGLang: K and V 8.23 GiB each',
    model: 'qwen3-235b-a22b',
    tensorParallel: 4,
    kvGiB: 16.46,
    tokens: 367_404,
  },
  {
    source: 'LMCache issue 1739, Qwen3-14B',
    model: 'qwen3-14b',
    tensorParallel: 1,
    kvGiB: 6.51,
    tokens: 42_656,
    contextLength: 32_768,
    concurrency: 1.3,
  },
  {
    source: 'vLLM issue 34076, Qwen3-Coder-30B-A3B-FP8, longest context',
    model: 'qwen3-30b-a3b',
    tensorParallel: 1,
    kvGiB: 3.18,
    tokens: 34_736,
  },
  {
    source: 'vLLM recipes pull request 12, Qwen3-Coder-480B-FP8',
    model: 'qwen3-coder-480b',
    tensorParallel: 1,
    kvGiB: 48.66,
    tokens: 205_728,
  },
  {
    source: 'vLLM recipes pull request 12, the same at 0.95',
    model: 'qwen3-coder-480b',
    tensorParallel: 1,
    kvGiB: 55.65,
    tokens: 235_296,
  },
];

function cached(log: Cached) {
  return sizeModel({
    artifact: { name: 'logged', sizeBytes: 1 },
    architecture: ARCHITECTURES[log.model],
    contextLength: log.contextLength ?? 16_384,
    gpu: { memoryBytes: 80 * GIB, gpusPerNode: 8 },
    layout: { tensorParallel: log.tensorParallel, pipelineParallel: 1 },
    overrides: { kvPoolBytesPerGpu: log.kvGiB * GIB },
  }).layouts[0];
}

describe('tokens of a cache, as engines logged it', () => {
  it.each(CACHES)('$source: $tokens tokens in $kvGiB GiB', log => {
    const tokens = valueOf(cached(log)?.kvTokens);

    expect(off(tokens, log.tokens)).toBeLessThanOrEqual(TOLERANCE);
  });

  it.each(CACHES.filter(log => log.concurrency !== undefined))(
    '$source: $concurrency requests',
    log => {
      expect(valueOf(cached(log)?.concurrency)).toBeCloseTo(
        log.concurrency ?? NaN,
        1,
      );
    },
  );

  it.each`
    source                                                        | model                 | tokens     | dtype     | gib
    ${'vLLM issue 34076: Qwen3-Coder-30B-A3B needs 24.0 GiB'}     | ${'qwen3-30b-a3b'}    | ${262_144} | ${'auto'} | ${24}
    ${'vLLM recipes 12: Qwen3-Coder-480B needs 62.00 GiB'}        | ${'qwen3-coder-480b'} | ${262_144} | ${'auto'} | ${62}
    ${'vLLM issue 25350, model not named, this shape: 10.12 GiB'} | ${'qwen3-30b-a3b'}    | ${221_000} | ${'fp8'}  | ${10.12}
  `('$source', ({ model, tokens, dtype, gib }) => {
    const result = sizeModel({
      artifact: { name: 'logged', sizeBytes: 1 },
      architecture: ARCHITECTURES[model as keyof typeof ARCHITECTURES],
      contextLength: tokens,
      kvCacheDtype: dtype,
      gpu: { memoryBytes: 80 * GIB, gpusPerNode: 1 },
    });

    expect(valueOf(result.kvBytesPerRequest) / GIB).toBeCloseTo(gib, 2);
  });
});
