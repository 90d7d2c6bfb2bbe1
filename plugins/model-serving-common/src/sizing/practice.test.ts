import { ARCHITECTURES } from './architectures.fixture';
import { gpuMemoryFromLabel } from './assumptions';
import { sizeModel } from './sizeModel';
import { SizingArtifact, SizingRequest } from './types';

/** `nvidia.com/gpu.memory` of the nodes of each product, in MiB. */
const GPUS = {
  L4: { memory: 23_034, gpusPerNode: 1, nodes: 3 },
  L40S: { memory: 46_068, gpusPerNode: 8, nodes: 1 },
  A100: { memory: 81_920, gpusPerNode: 8, nodes: 2 },
  H100: { memory: 81_559, gpusPerNode: 8, nodes: 2 },
  H200: { memory: 143_771, gpusPerNode: 8, nodes: 1 },
};

const FILES: Record<string, SizingArtifact> = {
  'llama-3.1-8b': { name: 'bf16', sizeBytes: 16_060_522_496 },
  'mistral-7b': { name: 'bf16', sizeBytes: 14_496_047_104 },
  'llama-3.1-70b': { name: 'bf16', sizeBytes: 141_107_412_992 },
  'llama-3.1-405b': { name: 'bf16', dtype: 'bfloat16' },
  'mixtral-8x7b': { name: 'bf16', sizeBytes: 93_405_585_408 },
  'deepseek-v3': {
    name: 'fp8',
    sizeBytes: 688_590_000_000,
    quantization: { method: 'fp8', bits: 8 },
  },
  'gpt-oss-20b': {
    name: 'mxfp4',
    sizeBytes: 13_761_264_768,
    quantization: { method: 'mxfp4', bits: 4 },
  },
};

function on(
  model: string,
  product: keyof typeof GPUS,
  more: Partial<SizingRequest> = {},
) {
  const { memory, gpusPerNode, nodes } = GPUS[product];
  const artifact = FILES[model];
  if (!artifact) throw new Error(`no files of ${model}`);
  return sizeModel({
    artifact,
    architecture: ARCHITECTURES[model as keyof typeof ARCHITECTURES],
    contextLength: 8192,
    gpu: {
      product,
      memoryBytes: gpuMemoryFromLabel(memory),
      gpusPerNode,
      nodes,
    },
    ...more,
  });
}

describe('published practice', () => {
  it.each`
    model               | product   | layout    | practice
    ${'llama-3.1-8b'}   | ${'L4'}   | ${[1, 1]} | ${'8B on one 24 GB GPU at a short context'}
    ${'llama-3.1-8b'}   | ${'H100'} | ${[1, 1]} | ${'NIM support matrix, throughput profile: 1'}
    ${'mistral-7b'}     | ${'L40S'} | ${[1, 1]} | ${'NVIDIA RAG operator: 1 × L40S'}
    ${'mixtral-8x7b'}   | ${'A100'} | ${[2, 1]} | ${'NVIDIA RAG operator: 2 × A100'}
    ${'mixtral-8x7b'}   | ${'L40S'} | ${[4, 1]} | ${'NVIDIA RAG operator: 4 × L40S'}
    ${'llama-3.1-70b'}  | ${'H100'} | ${[4, 1]} | ${'70B on 2 to 4 GPUs of 80 GB'}
    ${'llama-3.1-70b'}  | ${'H200'} | ${[2, 1]} | ${'half the GPUs with nearly twice the memory'}
    ${'deepseek-v3'}    | ${'H200'} | ${[8, 1]} | ${'DeepSeek-V3: one node of 8 × H200'}
    ${'deepseek-v3'}    | ${'H100'} | ${[8, 2]} | ${'DeepSeek-V3: two nodes of 8 × H100'}
    ${'llama-3.1-405b'} | ${'H200'} | ${[8, 1]} | ${'Meta: 405B on 8 × 120 GB'}
    ${'llama-3.1-405b'} | ${'A100'} | ${[8, 2]} | ${'Meta: 405B on 16 × 70 GB'}
    ${'gpt-oss-20b'}    | ${'L4'}   | ${[1, 1]} | ${'gpt-oss README: 20b within 16 GB'}
  `('$model on $product: $practice', ({ model, product, layout }) => {
    const result = on(model, product);

    expect(result.smallest?.layout).toEqual({
      tensorParallel: layout[0],
      pipelineParallel: layout[1],
    });
  });

  it.each`
    model              | product   | gpu               | node              | nodes
    ${'llama-3.1-8b'}  | ${'L4'}   | ${'fits'}         | ${'fits'}         | ${'fits'}
    ${'llama-3.1-70b'} | ${'H100'} | ${'does-not-fit'} | ${'fits'}         | ${'fits'}
    ${'deepseek-v3'}   | ${'H100'} | ${'does-not-fit'} | ${'does-not-fit'} | ${'fits'}
    ${'llama-3.1-70b'} | ${'L4'}   | ${'does-not-fit'} | ${'does-not-fit'} | ${'does-not-fit'}
  `(
    '$model on one, eight and more $product',
    ({ model, product, ...fitsOn }) => {
      expect(on(model, product).fitsOn).toEqual(fitsOn);
    },
  );

  it('a pipeline over nodes of one GPU, when that is what there is', () => {
    const result = on('llama-3.1-8b', 'L4', { contextLength: 65_536 });

    expect(result.smallest?.layout).toEqual({
      tensorParallel: 1,
      pipelineParallel: 2,
    });
    expect(result.smallest?.nodes).toBe(2);
  });

  it('whisper large v3 on one L4', () => {
    const result = on('llama-3.1-8b', 'L4', {
      artifact: { name: 'fp16', dtype: 'float16', sizeBytes: 3_087_130_976 },
      architecture: {
        parameters: 1_543_490_560,
        hiddenSize: 1280,
        numHiddenLayers: 32,
        numAttentionHeads: 20,
      },
      attention: 'encoder-decoder',
      contextLength: 448,
    });

    expect(result.fitsOn.gpu).toBe('fits');
    // Its 1500 positions of sound count, in 32 layers, at most 20 heads of 64.
    expect(result.kvBytesPerRequest).toMatchObject({
      kind: 'bound',
      atMost: 2 * 32 * 20 * 64 * 2 * (448 + 1500),
      missing: ['architecture.numKeyValueHeads'],
    });
  });

  it('an embedding model that may be an encoder fits without a cache too', () => {
    const result = on('llama-3.1-8b', 'L4', {
      artifact: { name: 'fp32', dtype: 'float32', sizeBytes: 2_271_145_830 },
      architecture: {
        parameters: 567_754_752,
        hiddenSize: 1024,
        numHiddenLayers: 24,
        numAttentionHeads: 16,
        maxPositionEmbeddings: 8194,
      },
      attention: 'pooling',
    });

    expect(result.verdict).toBe('fits');
    expect(result.kvBytesPerToken).toMatchObject({
      kind: 'bound',
      atLeast: 0,
      atMost: 2 * 24 * 1024 * 2,
    });
  });
});

describe('what it takes for more', () => {
  it('grows with the requests at once', () => {
    expect(
      on('llama-3.1-70b', 'H100', { concurrency: 16 }).smallest?.gpus,
    ).toBe(4);
    expect(
      on('llama-3.1-70b', 'H100', { concurrency: 64 }).smallest?.gpus,
    ).toBe(8);
  });

  it('shows the whole arithmetic, which adds up', () => {
    const steps = on('llama-3.1-70b', 'H100').smallest?.steps ?? [];
    const value = (id: string) => {
      const amount = steps.find(step => step.id === id)?.amount;
      return amount?.kind === 'exact' ? amount.value : NaN;
    };

    expect(value('kv-pool')).toBeCloseTo(
      value('gpu-memory') * value('memory-utilization') -
        value('weights-per-gpu') -
        value('activation') -
        value('non-torch') -
        value('cuda-graphs') -
        value('margin'),
      0,
    );
    expect(value('concurrency')).toBe(value('kv-tokens') / 8192);
    for (const step of steps) {
      expect(step).toMatchObject({
        label: expect.stringMatching(/\S/),
        how: expect.stringMatching(/\S/),
        source: expect.stringMatching(/\S/),
      });
    }
  });
});
