import { ARCHITECTURES } from './architectures.fixture';
import { Amount, highest, lowest } from './amount';
import { sizeModel } from './sizeModel';
import { SizingArchitecture, SizingArtifact } from './types';

const GIB = 1024 ** 3;

function weights(
  artifact: Partial<SizingArtifact>,
  architecture: SizingArchitecture = ARCHITECTURES['llama-3.1-8b'],
): Amount {
  return sizeModel({
    artifact: { name: 'variant', ...artifact },
    architecture,
    contextLength: 1024,
    gpu: { memoryBytes: 80 * GIB, gpusPerNode: 8 },
  }).weightBytes;
}

describe('weights', () => {
  it('are the files where their size is published, quantized or not', () => {
    expect(
      weights({ sizeBytes: 5_730_000_000, quantization: { method: 'awq' } }),
    ).toEqual({ kind: 'exact', value: 5_730_000_000 });
  });

  it.each`
    dtype              | bytes
    ${'float32'}       | ${4}
    ${'bfloat16'}      | ${2}
    ${'float16'}       | ${2}
    ${'float8_e4m3fn'} | ${1}
  `('are parameters × $bytes bytes in $dtype', ({ dtype, bytes }) => {
    expect(weights({ dtype })).toEqual({
      kind: 'exact',
      value: 8_030_261_248 * bytes,
    });
  });

  it('equal the published files of Llama 3.1 8B to the byte', () => {
    expect(weights({ dtype: 'bfloat16' })).toEqual({
      kind: 'exact',
      value: 16_060_522_496,
    });
  });

  it.each`
    model              | quantization                                  | published         | source
    ${'qwen3-8b'}      | ${{ method: 'awq', bits: 4, groupSize: 128 }} | ${5.68 * GIB}     | ${'Qwen3-8B-AWQ, reference sheet'}
    ${'gpt-oss-120b'}  | ${{ method: 'mxfp4', bits: 4 }}               | ${65_248_815_744} | ${'index of openai/gpt-oss-120b'}
    ${'gpt-oss-20b'}   | ${{ method: 'mxfp4' }}                        | ${13_761_264_768} | ${'index of openai/gpt-oss-20b'}
    ${'llama-3.1-70b'} | ${{ method: 'fp8', bits: 8 }}                 | ${72_700_000_000} | ${'RedHatAI/Llama-3.3-70B-Instruct-FP8-dynamic'}
    ${'llama-3.1-70b'} | ${{ method: 'compressed-tensors', bits: 8 }}  | ${67.7229 * GIB}  | ${'vLLM 12569, w8a8'}
  `(
    'are bounded where they are not: $source lies between',
    ({ model, quantization, published }) => {
      const amount = weights(
        { dtype: 'bfloat16', quantization },
        ARCHITECTURES[model as keyof typeof ARCHITECTURES],
      );

      expect(amount).toMatchObject({
        kind: 'bound',
        missing: expect.arrayContaining(['artifact.sizeBytes']),
      });
      expect(lowest(amount)).toBeLessThanOrEqual(published);
      expect(highest(amount)).toBeGreaterThanOrEqual(published);
    },
  );

  it('of FP8 Llama 3.1 405B reach, once loaded, what 8 GPUs held (vLLM 6746)', () => {
    const result = sizeModel({
      artifact: { name: 'fp8', quantization: { method: 'fp8', bits: 8 } },
      architecture: ARCHITECTURES['llama-3.1-405b'],
      contextLength: 1024,
      gpu: { memoryBytes: 80 * GIB, gpusPerNode: 8 },
      layout: { tensorParallel: 8, pipelineParallel: 1 },
    });
    const amount = result.layouts[0]?.weightBytesPerGpu;

    expect(amount && lowest(amount) / GIB).toBeLessThan(57.752);
    // Its attention is not quantized: only the upper bound knows.
    expect(amount && highest(amount) / GIB).toBeGreaterThan(57.752 * 0.98);
  });

  it.each`
    what                             | artifact                                | low      | high
    ${'no data type'}                | ${{}}                                   | ${1}     | ${4}
    ${'a data type that is not one'} | ${{ dtype: 'bananas' }}                 | ${1}     | ${4}
    ${'a method without bits'}       | ${{ quantization: { method: 'quip' } }} | ${1 / 8} | ${2}
  `('are bounded widely with $what', ({ artifact, low, high }) => {
    expect(weights(artifact)).toMatchObject({
      kind: 'bound',
      atLeast: 8_030_261_248 * low,
      atMost: 8_030_261_248 * high,
    });
  });

  it('cannot exceed 16 bits a parameter when dimensions are missing', () => {
    expect(
      highest(
        weights(
          { quantization: { method: 'gptq', bits: 4 } },
          { parameters: 1_000_000_000 },
        ),
      ),
    ).toBe(2_000_000_000);
  });

  it('count every expert, however few a token uses', () => {
    expect(
      weights(
        { dtype: 'bfloat16' },
        { ...ARCHITECTURES['mixtral-8x7b'], activeParameters: 12_900_000_000 },
      ),
    ).toEqual({ kind: 'exact', value: 93_405_585_408 });
  });
});
