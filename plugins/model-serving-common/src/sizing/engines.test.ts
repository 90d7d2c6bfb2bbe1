import { ARCHITECTURES } from './architectures.fixture';
import { attentionUseOf } from './attentionUse';
import { defaultSizingAssumptions } from './assumptions';
import { sizeModel } from './sizeModel';
import { SizingRequest } from './types';

const GIB = 1024 ** 3;

const REQUEST: SizingRequest = {
  artifact: { name: 'bf16', sizeBytes: 16_060_522_496 },
  architecture: ARCHITECTURES['llama-3.1-8b'],
  contextLength: 8192,
  gpu: { memoryBytes: 80 * GIB, gpusPerNode: 8 },
};

function pool(request: SizingRequest): number {
  const amount = sizeModel(request).layouts[0]?.kvPoolBytesPerGpu;
  return amount?.kind === 'exact' ? amount.value / GIB : NaN;
}

describe('engines', () => {
  it.each`
    version      | utilization | graphs   | why
    ${undefined} | ${0.92}     | ${true}  | ${'the newest'}
    ${'v0.30.0'} | ${0.92}     | ${true}  | ${'0.92 since v0.25.0'}
    ${'0.25.1'}  | ${0.92}     | ${true}  | ${'0.92 since v0.25.0'}
    ${'v0.24.0'} | ${0.9}      | ${true}  | ${'graphs are measured since v0.21.0'}
    ${'v0.20.2'} | ${0.9}      | ${false} | ${'graphs came out of the rest'}
    ${'1.0.0'}   | ${0.92}     | ${true}  | ${'later'}
  `('vLLM $version: $utilization, $why', ({ version, utilization, graphs }) => {
    const engine = { name: 'vllm' as const, ...(version ? { version } : {}) };
    const overrides = { activationBytesPerGpu: 0, nonTorchBytesPerGpu: 0 };

    expect(
      pool({
        ...REQUEST,
        engine,
        overrides: { ...overrides, weightBytes: 10 * GIB },
      }),
    ).toBeCloseTo(80 * utilization - 10 - (graphs ? 0.5 : 0), 6);
  });

  it('a version that cannot be read is said, not guessed at silently', () => {
    expect(
      sizeModel({
        ...REQUEST,
        engine: { name: 'vllm', version: 'nightly' },
      }).cautions.join(),
    ).toContain('nightly');
  });

  it('SGLang keeps the overhead out of its share', () => {
    expect(
      pool({
        ...REQUEST,
        engine: { name: 'sglang' },
        overrides: { weightBytes: 10 * GIB },
      }),
    ).toBeCloseTo(80 * 0.88 - 10, 6);
    expect(
      pool({
        ...REQUEST,
        engine: { name: 'sglang' },
        overrides: { weightBytes: 10 * GIB, activationBytesPerGpu: 20 * GIB },
      }),
    ).toBeCloseTo(80 * 0.88 - 10 - (20 + 0.6 + 0.5 - 80 * 0.12), 6);
  });

  it('SGLang reserves more with a larger group', () => {
    expect(
      defaultSizingAssumptions({ ...REQUEST, engine: { name: 'sglang' } }, 8)
        .memoryUtilization,
    ).toBe(0.81);
  });

  it('TensorRT-LLM takes a part of what is left', () => {
    expect(
      pool({
        ...REQUEST,
        engine: { name: 'tensorrt-llm' },
        overrides: {
          weightBytes: 10 * GIB,
          activationBytesPerGpu: GIB,
          nonTorchBytesPerGpu: GIB,
          cudaGraphBytesPerGpu: 0,
        },
      }),
    ).toBeCloseTo((80 - 12) * 0.9, 6);
  });
});

describe('assumptions', () => {
  it.each`
    assumption                    | value
    ${'memoryUtilization'}        | ${0.5}
    ${'weightsFactor'}            | ${2}
    ${'activationBytes'}          | ${10 * GIB}
    ${'activationShareOfWeights'} | ${0.5}
    ${'nonTorchBytes'}            | ${5 * GIB}
    ${'cudaGraphBytes'}           | ${6 * GIB}
    ${'marginBytes'}              | ${4 * GIB}
  `('$assumption can be set, and leaves less', ({ assumption, value }) => {
    expect(
      pool({ ...REQUEST, assumptions: { [assumption]: value } }),
    ).toBeLessThan(pool(REQUEST));
  });

  it('of expert kernels concern mixtures only', () => {
    const assumptions = { expertWorkspaceBytes: 20 * GIB };
    const mixture = { ...ARCHITECTURES['llama-3.1-8b'], numExperts: 8 };

    expect(pool({ ...REQUEST, assumptions })).toBe(pool(REQUEST));
    expect(
      pool({ ...REQUEST, architecture: mixture, assumptions }),
    ).toBeCloseTo(pool(REQUEST) - 20, 6);
  });

  it('are named in the step that they set', () => {
    const steps = sizeModel(REQUEST).layouts[0]?.steps ?? [];

    expect(steps.map(step => step.assumption).filter(Boolean)).toEqual([
      'memoryUtilization',
      'weightsFactor',
      'activationBytes',
      'nonTorchBytes',
      'cudaGraphBytes',
      'marginBytes',
    ]);
  });

  it('a measured cache ends the arithmetic', () => {
    const result = sizeModel({
      ...REQUEST,
      artifact: { name: 'unknown' },
      overrides: { kvPoolBytesPerGpu: 4 * GIB, kvBytesPerTokenPerGpu: 65_536 },
    });

    expect(result.smallest?.kvTokens).toEqual({ kind: 'exact', value: 65_536 });
  });
});

describe('how a model uses attention', () => {
  it.each`
    type            | task                              | use
    ${'llm'}        | ${'text-generation'}              | ${'decoder'}
    ${'multimodal'} | ${'image-text-to-text'}           | ${'decoder'}
    ${'embedding'}  | ${'sentence-similarity'}          | ${'pooling'}
    ${'embedding'}  | ${undefined}                      | ${'pooling'}
    ${'reranker'}   | ${'text-classification'}          | ${'pooling'}
    ${'speech'}     | ${'automatic-speech-recognition'} | ${'encoder-decoder'}
    ${'vision'}     | ${'object-detection'}             | ${'encoder'}
    ${'something'}  | ${undefined}                      | ${'decoder'}
  `('$type, $task: $use', ({ type, task, use }) => {
    expect(attentionUseOf({ type, ...(task ? { task } : {}) })).toBe(use);
  });
});
