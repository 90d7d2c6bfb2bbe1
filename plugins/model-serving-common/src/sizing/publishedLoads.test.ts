import { ARCHITECTURES } from './architectures.fixture';
import { Amount } from './amount';
import { sizeModel } from './sizeModel';
import { SizingRequest } from './types';

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

describe('weights on a GPU, as engines loaded them', () => {
  it.each`
    source                                        | files              | layout    | gib        | method
    ${'vLLM 10517, Llama-3.1-8B'}                 | ${16_060_522_496}  | ${[1, 1]} | ${14.9888} | ${undefined}
    ${'vLLM 10511, Llama-3-8B over 2 GPUs'}       | ${16_060_522_496}  | ${[2, 1]} | ${7.48}    | ${undefined}
    ${'vLLM 13061, R1-Distill-Qwen-14B over 2'}   | ${27.51 * GIB}     | ${[2, 1]} | ${13.9476} | ${undefined}
    ${'vLLM 13074, DeepSeek-R1 over 16, TP8 PP2'} | ${688_590_000_000} | ${[8, 2]} | ${39.66}   | ${'fp8'}
    ${'vLLM 12569, Llama-3.1-70B w8a8'}           | ${72_700_000_000}  | ${[1, 1]} | ${67.7229} | ${'int8'}
    ${'vLLM 23278, gpt-oss-120b'}                 | ${65_248_815_744}  | ${[1, 1]} | ${65.9651} | ${'mxfp4'}
    ${'myoceane.fr, gpt-oss-20b, vLLM 0.19'}      | ${13_761_264_768}  | ${[1, 1]} | ${13.72}   | ${'mxfp4'}
  `(
    '$source: $gib GiB, never less than that by more than 2 %',
    ({ files, layout, gib, method }) => {
      const result = sizeModel({
        artifact: {
          name: 'logged',
          sizeBytes: Math.round(files),
          ...(method ? { quantization: { method } } : {}),
        },
        contextLength: 1024,
        gpu: { memoryBytes: 80 * GIB, gpusPerNode: 8, nodes: 2 },
        layout: { tensorParallel: layout[0], pipelineParallel: layout[1] },
      });
      const ours = valueOf(result.layouts[0]?.weightBytesPerGpu) / GIB;

      expect(ours).toBeGreaterThan(gib * (1 - TOLERANCE));
      expect(ours).toBeLessThan(gib * 1.06);
    },
  );
});

describe('what was seen to fit, and not to fit', () => {
  const gptOss: SizingRequest = {
    artifact: {
      name: 'mxfp4',
      sizeBytes: 65_248_815_744,
      quantization: { method: 'mxfp4', bits: 4 },
    },
    architecture: ARCHITECTURES['gpt-oss-120b'],
    gpu: { memoryBytes: 79.22 * GIB, gpusPerNode: 1 },
  };

  it('gpt-oss-120b does not fit one H100 by default (vLLM issue 23278)', () => {
    expect(
      sizeModel({ ...gptOss, engine: { name: 'vllm', version: '0.10.0' } })
        .verdict,
    ).toBe('does-not-fit');
    expect(sizeModel(gptOss).verdict).toBe('does-not-fit');
  });

  it('Qwen3-235B-A22B-FP8 has about 8 GiB a GPU left on 4 × H100 (vLLM issue 21348)', () => {
    const result = sizeModel({
      artifact: {
        name: 'fp8',
        dtype: 'bfloat16',
        quantization: { method: 'fp8', bits: 8 },
      },
      architecture: ARCHITECTURES['qwen3-235b-a22b'],
      engine: { name: 'vllm', version: 'v0.9.2' },
      gpu: { memoryBytes: 79.19 * GIB, gpusPerNode: 8 },
      layout: { tensorParallel: 4, pipelineParallel: 1 },
    });
    const pool = result.layouts[0]?.kvPoolBytesPerGpu;

    expect(result.verdict).toBe('fits');
    // Assumptions stay on the safe side of what was measured, not far from it.
    expect(pool?.kind === 'bound' && (pool.atMost ?? 0) / GIB).toBeLessThan(
      8.2,
    );
    expect(pool?.kind === 'bound' && (pool.atLeast ?? 0) / GIB).toBeGreaterThan(
      5,
    );
  });

  it('Llama-3.1-8B has at most what was measured left on one H100 (vLLM 10511)', () => {
    const result = sizeModel({
      artifact: { name: 'bf16', sizeBytes: 16_060_522_496 },
      architecture: ARCHITECTURES['llama-3.1-8b'],
      contextLength: 8192,
      engine: { name: 'vllm', version: 'v0.6.5' },
      gpu: { memoryBytes: 79.22 * GIB, gpusPerNode: 1 },
    });

    const pool = valueOf(result.smallest?.kvPoolBytesPerGpu) / GIB;

    expect(off(pool, 53.29)).toBeLessThanOrEqual(TOLERANCE);
    expect(pool).toBeLessThan(53.29);
  });
});
