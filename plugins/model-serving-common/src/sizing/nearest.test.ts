import { ARCHITECTURES } from './architectures.fixture';
import { sizeModel } from './sizeModel';
import { SizingRequest } from './types';

const GIB = 1024 ** 3;

const BF16 = { name: 'bf16', dtype: 'bfloat16', sizeBytes: 16_060_522_496 };
const AWQ = {
  name: 'awq-int4',
  quantization: { method: 'awq', bits: 4 as const, groupSize: 128 },
};

function request(more: Partial<SizingRequest>): SizingRequest {
  return {
    artifact: BF16,
    architecture: ARCHITECTURES['llama-3.1-8b'],
    contextLength: 8192,
    gpu: { memoryBytes: 22.5 * GIB, gpusPerNode: 1 },
    otherArtifacts: [BF16, AWQ],
    ...more,
  };
}

function nearest(more: Partial<SizingRequest>) {
  const asked = request(more);
  const result = sizeModel(asked);
  expect(result.verdict).toBe('does-not-fit');
  return {
    asked,
    find: <K extends string>(kind: K) =>
      result.nearest.find(near => near.kind === kind),
  };
}

describe('the nearest thing that fits', () => {
  it('is nothing when the request itself does', () => {
    expect(sizeModel(request({})).nearest).toEqual([]);
  });

  it('a shorter context, the longest that does', () => {
    const { asked, find } = nearest({ contextLength: 32_768 });
    const near = find('shorter-context');
    const contextLength =
      near?.kind === 'shorter-context' ? near.contextLength : 0;

    expect(contextLength).toBeGreaterThan(8192);
    expect(sizeModel({ ...asked, contextLength }).verdict).toBe('fits');
    expect(
      sizeModel({ ...asked, contextLength: contextLength + 16 }).verdict,
    ).toBe('does-not-fit');
  });

  it('fewer requests at once, the most that do', () => {
    const { asked, find } = nearest({
      concurrency: 100,
      gpu: { memoryBytes: 79 * GIB, gpusPerNode: 1 },
    });
    const near = find('less-concurrency');
    const concurrency =
      near?.kind === 'less-concurrency' ? near.concurrency : 0;

    expect(sizeModel({ ...asked, concurrency }).verdict).toBe('fits');
    expect(sizeModel({ ...asked, concurrency: concurrency + 1 }).verdict).toBe(
      'does-not-fit',
    );
  });

  it('a cache of half the size', () => {
    const { find } = nearest({ contextLength: 20_000 });

    expect(find('smaller-cache')).toMatchObject({ kvCacheDtype: 'fp8' });
  });

  it('is no smaller cache when the cache is small already', () => {
    const { find } = nearest({ contextLength: 131_072, kvCacheDtype: 'fp8' });

    expect(find('smaller-cache')).toBeUndefined();
  });

  it('another variant', () => {
    const { find } = nearest({ contextLength: 32_768 });

    expect(find('other-variant')).toMatchObject({ artifact: 'awq-int4' });
  });

  it('more GPUs of the kind, on one node first', () => {
    const { find } = nearest({ contextLength: 131_072 });

    expect(find('more-gpus')).toMatchObject({
      nodes: 1,
      layout: { tensorParallel: 2, pipelineParallel: 1 },
    });
  });

  it('more GPUs over nodes, when one node is not enough', () => {
    const { find } = nearest({
      artifact: { name: 'fp8', sizeBytes: 688_590_000_000 },
      architecture: ARCHITECTURES['deepseek-v3'],
      gpu: { memoryBytes: 79 * GIB, gpusPerNode: 8 },
    });

    expect(find('more-gpus')).toMatchObject({ gpus: 16, nodes: 2 });
  });

  it('more memory on each GPU, the least that does', () => {
    const { asked, find } = nearest({ contextLength: 131_072 });
    const near = find('more-memory');
    const memoryBytes = near?.kind === 'more-memory' ? near.memoryBytes : 0;

    expect(
      sizeModel({ ...asked, gpu: { ...asked.gpu, memoryBytes } }).verdict,
    ).toBe('fits');
    expect(
      sizeModel({
        ...asked,
        gpu: { ...asked.gpu, memoryBytes: memoryBytes - GIB },
      }).verdict,
    ).toBe('does-not-fit');
  });

  it('is nothing where nothing near would do', () => {
    const { asked } = nearest({
      artifact: { name: 'huge', sizeBytes: Number.MAX_SAFE_INTEGER },
      otherArtifacts: [],
    });

    expect(sizeModel(asked).nearest).toEqual([]);
  });
});
