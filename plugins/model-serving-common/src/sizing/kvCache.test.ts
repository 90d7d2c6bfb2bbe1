import { ARCHITECTURES } from './architectures.fixture';
import { sizeModel } from './sizeModel';
import { SizingArchitecture, SizingRequest } from './types';

function size(
  architecture: SizingArchitecture,
  more: Partial<SizingRequest> = {},
) {
  return sizeModel({
    artifact: { name: 'bf16', dtype: 'bfloat16', sizeBytes: 1_000_000_000 },
    architecture,
    contextLength: 8192,
    gpu: { memoryBytes: 80 * 1024 ** 3, gpusPerNode: 8 },
    ...more,
  });
}

function step(result: ReturnType<typeof size>, id: string) {
  return result.steps.find(each => each.id === id)?.amount;
}

describe('cache of one token', () => {
  it.each`
    model                 | beyondWindows | inWindows  | source
    ${'llama-3.1-8b'}     | ${131_072}    | ${131_072} | ${'2 × 32 × 8 × 128 × 2'}
    ${'llama-3.1-70b'}    | ${327_680}    | ${327_680} | ${'2 × 80 × 8 × 128 × 2'}
    ${'llama-3.1-405b'}   | ${516_096}    | ${516_096} | ${'2 × 126 × 8 × 128 × 2'}
    ${'qwen2.5-coder-7b'} | ${57_344}     | ${57_344}  | ${'2 × 28 × 4 × 128 × 2'}
    ${'qwen3-235b-a22b'}  | ${192_512}    | ${192_512} | ${'head_dim 128, not 4096 ÷ 64'}
    ${'phi-3-mini'}       | ${393_216}    | ${393_216} | ${'multi-head: 2 × 32 × 32 × 96 × 2'}
    ${'gpt-oss-120b'}     | ${36_864}     | ${73_728}  | ${'18 of 36 layers keep all tokens'}
    ${'gpt-oss-20b'}      | ${24_576}     | ${49_152}  | ${'12 of 24 layers keep all tokens'}
    ${'gemma-2-9b'}       | ${172_032}    | ${344_064} | ${'21 of 42 layers keep all tokens'}
    ${'deepseek-v3'}      | ${70_272}     | ${70_272}  | ${'latent: 61 × (512 + 64) × 2'}
    ${'qwen3-next-80b'}   | ${24_576}     | ${24_576}  | ${'12 of 48 layers keep tokens'}
  `('$model: $beyondWindows bytes', ({ model, beyondWindows, inWindows }) => {
    const result = size(ARCHITECTURES[model as keyof typeof ARCHITECTURES]);

    expect(result.kvBytesPerToken).toEqual({
      kind: 'exact',
      value: beyondWindows,
    });
    expect(step(result, 'kv-bytes-per-token-in-windows')).toEqual({
      kind: 'exact',
      value: inWindows,
    });
  });

  it.each`
    dtype         | bytes
    ${undefined}  | ${131_072}
    ${'auto'}     | ${131_072}
    ${'bfloat16'} | ${131_072}
    ${'fp8'}      | ${65_536}
    ${'fp8_e4m3'} | ${65_536}
    ${'float32'}  | ${262_144}
  `('with a cache of type $dtype: $bytes bytes', ({ dtype, bytes }) => {
    const result = size(ARCHITECTURES['llama-3.1-8b'], {
      ...(dtype ? { kvCacheDtype: dtype } : {}),
    });

    expect(result.kvBytesPerToken).toEqual({ kind: 'exact', value: bytes });
  });

  it.each`
    model                | tensorParallel | bytes     | why
    ${'llama-3.1-70b'}   | ${4}           | ${81_920} | ${'8 heads over 4 GPUs'}
    ${'qwen3-235b-a22b'} | ${4}           | ${48_128} | ${'as vLLM issue 21348'}
    ${'qwen3-235b-a22b'} | ${8}           | ${48_128} | ${'4 heads repeated on 8 GPUs'}
    ${'deepseek-v3'}     | ${8}           | ${70_272} | ${'the latent is not split'}
  `(
    '$model over $tensorParallel GPUs: $bytes bytes on each',
    ({ model, tensorParallel, bytes }) => {
      const result = size(ARCHITECTURES[model as keyof typeof ARCHITECTURES], {
        layout: { tensorParallel, pipelineParallel: 1 },
      });

      expect(result.layouts[0]?.kvBytesPerTokenPerGpu).toEqual({
        kind: 'exact',
        value: bytes,
      });
    },
  );
});

describe('cache of one request', () => {
  it('keeps all tokens in full layers and a window of them in the others', () => {
    const perLayer = 2 * 8 * 64 * 2;

    expect(
      size(ARCHITECTURES['gpt-oss-20b'], { contextLength: 131_072 })
        .kvBytesPerRequest,
    ).toEqual({ kind: 'exact', value: perLayer * (12 * 131_072 + 12 * 128) });
  });

  it('never keeps more than the context where the window is longer', () => {
    expect(
      size(ARCHITECTURES['gemma-2-9b'], { contextLength: 1024 })
        .kvBytesPerRequest,
    ).toEqual({ kind: 'exact', value: 344_064 * 1024 });
  });

  it('agrees with llama.cpp on the full layers of gpt-oss-120b', () => {
    // 131 072 cells × 2 sequences: 9216 MiB (ollama issue 16480).
    const result = size(ARCHITECTURES['gpt-oss-120b']);
    const perToken = result.kvBytesPerToken;

    expect(perToken.kind === 'exact' && perToken.value * 131_072 * 2).toBe(
      9216 * 1024 ** 2,
    );
  });

  it('adds the constant state of linear layers, once a request', () => {
    const state = 8192 * 3 * 2 + 32 * 128 * 128 * 4;

    expect(size(ARCHITECTURES['qwen3-next-80b']).kvBytesPerRequest).toEqual({
      kind: 'exact',
      value: 24_576 * 8192 + 36 * state,
    });
  });

  it('takes whole blocks', () => {
    expect(
      size(ARCHITECTURES['llama-3.1-8b'], { contextLength: 8193 })
        .kvBytesPerRequest,
    ).toEqual({ kind: 'exact', value: 131_072 * 8208 });
  });

  it('counts the fullest stage of a pipeline', () => {
    // 61 layers over 2 stages: 31 and 30.
    const result = size(ARCHITECTURES['deepseek-v3'], {
      layout: { tensorParallel: 8, pipelineParallel: 2 },
      gpu: { memoryBytes: 80 * 1024 ** 3, gpusPerNode: 8, nodes: 2 },
    });

    expect(result.layouts[0]?.kvBytesPerTokenPerGpu).toEqual({
      kind: 'exact',
      value: 31 * 1152,
    });
  });

  it('is nothing for an encoder', () => {
    const result = size(ARCHITECTURES['llama-3.1-8b'], {
      attention: 'encoder',
    });

    expect(result.kvBytesPerRequest).toEqual({ kind: 'exact', value: 0 });
    expect(result.smallest?.concurrency).toBeUndefined();
  });
});

describe('what the Model does not say', () => {
  const { headDim: _, ...withoutHeadDim } = ARCHITECTURES['llama-3.1-8b'];
  const { numKeyValueHeads: __, ...withoutKvHeads } =
    ARCHITECTURES['llama-3.1-8b'];
  const { layerTypes: ___, ...withoutLayerTypes } =
    ARCHITECTURES['gpt-oss-20b'];
  const { linearAttention: ____, ...withoutState } =
    ARCHITECTURES['qwen3-next-80b'];
  const { slidingWindow: _____, ...withoutWindow } =
    ARCHITECTURES['gpt-oss-20b'];

  it('headDim: transformers divides, and so do we, with a caution', () => {
    const result = size(withoutHeadDim);

    expect(result.kvBytesPerToken).toEqual({ kind: 'exact', value: 131_072 });
    expect(result.cautions.join()).toContain('headDim');
  });

  it('headDim where the quotient cannot be one: unknown', () => {
    const { headDim, ...gptOss } = ARCHITECTURES['gpt-oss-20b'];

    expect(size(gptOss).kvBytesPerToken).toEqual({
      kind: 'unknown',
      missing: ['architecture.headDim'],
    });
    expect(headDim).toBe(64);
  });

  it('numKeyValueHeads: from one to as many as attention heads', () => {
    expect(size(withoutKvHeads).kvBytesPerToken).toEqual({
      kind: 'bound',
      atLeast: 131_072 / 8,
      atMost: 131_072 * 4,
      missing: ['architecture.numKeyValueHeads'],
    });
  });

  it('layerTypes of a model with a window: all in it, or none', () => {
    expect(
      size(withoutLayerTypes, { contextLength: 4096 }).kvBytesPerRequest,
    ).toMatchObject({
      kind: 'bound',
      atLeast: 49_152 * 128,
      atMost: 49_152 * 4096,
    });
  });

  it('slidingWindow: at least nothing, at most all tokens', () => {
    expect(size(withoutWindow).kvBytesPerToken).toMatchObject({
      kind: 'bound',
      atLeast: 24_576,
      atMost: 49_152,
      missing: expect.arrayContaining(['architecture.slidingWindow']),
    });
  });

  it('the state of linear layers: no upper bound, hence no verdict', () => {
    const result = size(withoutState);

    expect(result.kvBytesPerRequest).toMatchObject({
      kind: 'bound',
      atLeast: 24_576 * 8192,
      missing: ['architecture.linearAttention'],
    });
    expect(result.verdict).toBe('unknown');
    expect(
      size(withoutState, { overrides: { stateBytesPerSequence: 77_266_944 } })
        .verdict,
    ).toBe('fits');
  });

  it('a kind of layer that is not known: no upper bound', () => {
    expect(
      size({
        ...ARCHITECTURES['llama-3.1-8b'],
        layerTypes: Array.from({ length: 32 }, (_value, layer) =>
          layer === 0 ? 'quantum_attention' : 'full_attention',
        ),
      }).kvBytesPerToken,
    ).toMatchObject({ kind: 'bound', atLeast: 31 * 4096 });
  });

  it('everything: unknown, with what would help', () => {
    const result = sizeModel({
      artifact: { name: 'default' },
      gpu: { memoryBytes: 80 * 1024 ** 3, gpusPerNode: 1 },
    });

    expect(result.verdict).toBe('unknown');
    expect(result.weightBytes.kind).toBe('unknown');
    expect(result.kvBytesPerToken.kind).toBe('unknown');
    expect(result.missing).toEqual(
      expect.arrayContaining([
        'artifact.sizeBytes',
        'architecture.parameters',
        'architecture.numHiddenLayers',
      ]),
    );
  });

  it('the architecture, but files that do not fit: a certain no', () => {
    const result = sizeModel({
      artifact: { name: 'default', sizeBytes: 200 * 1024 ** 3 },
      gpu: { memoryBytes: 80 * 1024 ** 3, gpusPerNode: 1 },
    });

    expect(result.verdict).toBe('does-not-fit');
  });
});
