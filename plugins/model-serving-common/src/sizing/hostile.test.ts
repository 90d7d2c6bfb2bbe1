import { ARCHITECTURES } from './architectures.fixture';
import { sizeModel } from './sizeModel';
import { SizingRequest } from './types';

const GIB = 1024 ** 3;

const REQUEST: SizingRequest = {
  artifact: { name: 'bf16', sizeBytes: 16_060_522_496 },
  architecture: ARCHITECTURES['llama-3.1-8b'],
  contextLength: 8192,
  gpu: { memoryBytes: 80 * GIB, gpusPerNode: 8 },
};

const BAD = [0, -1, Number.NaN, Infinity, -Infinity, 1.5, 2 ** 53];

describe('numbers that cannot be', () => {
  const fields: [string, (value: number) => Partial<SizingRequest>][] = [
    ['contextLength', contextLength => ({ contextLength })],
    ['concurrency', concurrency => ({ concurrency })],
    [
      'gpu.gpusPerNode',
      gpusPerNode => ({ gpu: { ...REQUEST.gpu, gpusPerNode } }),
    ],
    ['gpu.nodes', nodes => ({ gpu: { ...REQUEST.gpu, nodes } })],
    [
      'artifact.sizeBytes',
      sizeBytes => ({ artifact: { name: 'a', sizeBytes } }),
    ],
    [
      'layout.tensorParallel',
      tensorParallel => ({ layout: { tensorParallel, pipelineParallel: 1 } }),
    ],
    ...(
      [
        'parameters',
        'hiddenSize',
        'numHiddenLayers',
        'numAttentionHeads',
        'numKeyValueHeads',
        'headDim',
        'kvLoraRank',
        'qkRopeHeadDim',
        'slidingWindow',
        'numExperts',
      ] as const
    ).map((field): [string, (value: number) => Partial<SizingRequest>] => [
      `architecture.${field}`,
      value => ({ architecture: { ...REQUEST.architecture, [field]: value } }),
    ]),
  ];

  it.each(fields)('%s is refused by name', (field, change) => {
    for (const value of BAD) {
      expect(() => sizeModel({ ...REQUEST, ...change(value) })).toThrow(field);
    }
  });

  it.each([0, -1, Number.NaN, Infinity])(
    'a GPU with %s bytes is refused',
    memoryBytes => {
      expect(() =>
        sizeModel({ ...REQUEST, gpu: { ...REQUEST.gpu, memoryBytes } }),
      ).toThrow('gpu.memoryBytes');
    },
  );

  it.each`
    name                   | value
    ${'memoryUtilization'} | ${0}
    ${'memoryUtilization'} | ${1.01}
    ${'memoryUtilization'} | ${Number.NaN}
    ${'weightsFactor'}     | ${-1}
    ${'activationBytes'}   | ${Infinity}
    ${'blockSize'}         | ${0}
    ${'blockSize'}         | ${2.5}
    ${'maxNodes'}          | ${1e9}
  `('assumption $name $value is refused', ({ name, value }) => {
    expect(() =>
      sizeModel({ ...REQUEST, assumptions: { [name]: value } }),
    ).toThrow(`assumptions.${name}`);
  });

  it.each([-1, Number.NaN, Infinity])('override %s is refused', value => {
    expect(() =>
      sizeModel({ ...REQUEST, overrides: { kvPoolBytesPerGpu: value } }),
    ).toThrow('overrides.kvPoolBytesPerGpu');
  });

  it('kinds of layers that contradict their number are refused', () => {
    expect(() =>
      sizeModel({
        ...REQUEST,
        architecture: {
          ...ARCHITECTURES['llama-3.1-8b'],
          layerTypes: ['full_attention'],
        },
      }),
    ).toThrow(
      'layerTypes has 1 entries, but architecture.numHiddenLayers is 32',
    );
  });
});

describe('numbers that can be, and should not', () => {
  it('an absurd context does not fit, and is warned of', () => {
    const result = sizeModel({
      ...REQUEST,
      contextLength: Number.MAX_SAFE_INTEGER,
    });

    expect(result.verdict).toBe('does-not-fit');
    expect(result.cautions.join()).toContain('longer than the 131072');
    expect(result.nearest.map(near => near.kind)).toContain('shorter-context');
  });

  it('absurd concurrency does not fit', () => {
    const result = sizeModel({
      ...REQUEST,
      concurrency: Number.MAX_SAFE_INTEGER,
    });

    expect(result.verdict).toBe('does-not-fit');
    expect(result.nearest.map(near => near.kind)).toContain('less-concurrency');
  });

  it('a GPU of one byte does not fit anything', () => {
    const result = sizeModel({
      ...REQUEST,
      gpu: { memoryBytes: 1, gpusPerNode: 1 },
    });

    expect(result.verdict).toBe('does-not-fit');
    expect(result.smallest).toBeUndefined();
    expect(result.layouts[0]?.kvTokens).toEqual({ kind: 'exact', value: 0 });
  });

  it('a window longer than the context is the context', () => {
    const { kvBytesPerRequest } = sizeModel({
      ...REQUEST,
      architecture: {
        ...ARCHITECTURES['gemma-2-9b'],
        slidingWindow: Number.MAX_SAFE_INTEGER,
      },
      contextLength: 1000,
    });

    expect(kvBytesPerRequest).toEqual({ kind: 'exact', value: 344_064 * 1008 });
  });

  it('a cache of a type that is not one leaves it open', () => {
    const result = sizeModel({ ...REQUEST, kvCacheDtype: 'int3; rm -rf /' });

    expect(result.verdict).toBe('unknown');
    expect(result.missing).toContain('kvCacheDtype');
  });

  it('the largest cluster and the deepest model are answered, with numbers only', () => {
    const result = sizeModel({
      ...REQUEST,
      artifact: { name: 'a', sizeBytes: Number.MAX_SAFE_INTEGER },
      architecture: {
        numHiddenLayers: 2000,
        numAttentionHeads: 128,
        numKeyValueHeads: 1,
        headDim: 128,
        layerTypes: Array.from({ length: 2000 }, () => 'sliding_attention'),
        slidingWindow: 1024,
      },
      gpu: {
        memoryBytes: 80 * GIB,
        gpusPerNode: 128,
        nodes: Number.MAX_SAFE_INTEGER,
      },
    });

    expect(result.verdict).toBe('does-not-fit');
    // null is what JSON makes of numbers that are none.
    expect(JSON.stringify(result)).not.toContain('null');
    expect(JSON.stringify(result)).not.toContain('NaN');
    expect(JSON.stringify(result)).not.toContain('Infinity');
  });
});
