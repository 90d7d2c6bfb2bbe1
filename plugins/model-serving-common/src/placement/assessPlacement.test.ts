import type { ClusterSummary } from '../api';
import type { Placement } from '../rendering';
import { assessPlacement } from './assessPlacement';
import type { PlacedModel } from './placedModel';
import {
  cluster,
  edge,
  h100,
  l4,
  llama70b,
  llama8b,
  onEdge,
  placed,
} from './placement.fixture';

describe('assessPlacement, of what is free', () => {
  it.each<[string, Partial<Placement>, ClusterSummary['gpus'], string, string]>(
    [
      [
        'single GPUs up to what is free',
        { replicas: 10 },
        [h100],
        'fits',
        '10 of 16 GPUs are free for the 10 that it asks for: it starts now.',
      ],
      [
        'one block',
        { gpusPerReplica: 6, product: h100.product },
        [h100],
        'fits',
        '10 of 16 NVIDIA-H100-80GB-HBM3 are free, at most 6 on one machine, for the 6 that it asks for: it starts now.',
      ],
      [
        'two blocks whose nodes are not known',
        { replicas: 2, gpusPerReplica: 4 },
        [h100],
        'likely',
        'it probably starts now',
      ],
      [
        'a block larger than any',
        { gpusPerReplica: 7 },
        [h100],
        'waits',
        'at most 6 on one machine, for the 7 that it asks for: it would wait',
      ],
      [
        'more than is free',
        { replicas: 11 },
        [h100],
        'waits',
        '10 of 16 GPUs are free for the 11 that it asks for: it would wait',
      ],
      [
        'more than there is',
        { replicas: 4, product: 'NVIDIA-L4' },
        [l4, h100],
        'never',
        'It asks for 4, and the cluster has 3 NVIDIA-L4 in all (it has 3 × NVIDIA-L4, 16 × NVIDIA-H100-80GB-HBM3): not every replica can ever run.',
      ],
      [
        'more than any node has',
        { gpusPerReplica: 2 },
        [l4],
        'never',
        'It can never run: no machine has more than 1 of the 3 GPUs, and each replica needs 2 on one machine.',
      ],
      [
        'another product',
        { product: 'NVIDIA-L4' },
        [h100],
        'never',
        'the cluster has 0 NVIDIA-L4 in all (it has 16 × NVIDIA-H100-80GB-HBM3): it can never run',
      ],
      [
        'another vendor',
        { resourceName: 'amd.com/gpu' },
        [h100],
        'never',
        'it can never run',
      ],
      [
        'nodes that are not ready at the moment',
        {},
        [{ ...l4, allocatable: 0, free: 0, largestFreeBlock: 0 }],
        'waits',
        '0 of 3 GPUs are free',
      ],
      ['products together', { replicas: 11 }, [h100, l4], 'fits', '12 of 19'],
      ['a cluster without GPUs', {}, [], 'never', 'has 0 GPUs in all'],
    ],
  )('judges %s', (_, change, gpus, fit, message) => {
    const result = assessPlacement(
      cluster(gpus ? { gpus } : {}),
      placed(change),
    );
    expect(result).toEqual({
      fit,
      room: fit,
      message: expect.stringContaining(message),
    });
  });

  it('does not take silence for emptiness', () => {
    const { gpus: _, ...silent } = cluster({ state: { status: 'connecting' } });
    expect(assessPlacement(silent, placed())).toEqual({
      fit: 'unknown',
      room: 'unknown',
      message:
        'How many GPUs are free for the 1 that it asks for is not known (it is still connecting).',
    });
    expect(assessPlacement(undefined, placed()).fit).toBe('unknown');
  });
});

const away = cluster({
  state: {
    status: 'unreachable',
    confirmedAt: '2026-01-01T00:00:00Z',
    error: { kind: 'timeout', message: 'No answer' },
    retryAt: '2026-01-01T00:01:00Z',
  },
});
const quantized: PlacedModel = {
  ...llama8b,
  artifact: {
    name: 'awq-int4',
    dtype: 'float16',
    quantization: { method: 'awq', bits: 4, groupSize: 128 },
  },
};
const { sizeBytes: _size, ...unsized } = llama8b.artifact;
const nameless: PlacedModel = {
  attention: 'decoder',
  artifact: { ...unsized, name: 'x' },
};

describe('assessPlacement, of the model itself', () => {
  it.each<
    [
      string,
      ClusterSummary,
      Placement,
      PlacedModel,
      number | undefined,
      { fit: string; verdict: string; exact: boolean; message: string },
    ]
  >([
    [
      'a context that leaves room for requests',
      edge,
      onEdge,
      llama8b,
      8192,
      {
        fit: 'fits',
        verdict: 'fits',
        exact: true,
        message:
          'The model fits on 1 × NVIDIA-L4 with room for 1 request of 8,192 tokens at once, and 2 of 3 NVIDIA-L4 are free for the 1 that it asks for: it starts now.',
      },
    ],
    [
      'the whole context of the model on a small GPU',
      edge,
      onEdge,
      { ...llama8b, otherArtifacts: [quantized.artifact] },
      undefined,
      {
        fit: 'never',
        verdict: 'does-not-fit',
        exact: true,
        message:
          'The model does not fit on 1 × NVIDIA-L4: one request of 131,072 tokens needs 16.00 GiB of cache, and 1.88 GiB are left beside the weights. It would fit with a context of at most 15,360 tokens.',
      },
    ],
    [
      'weights that exceed a GPU, where a node has more of them',
      cluster(),
      placed({ product: h100.product }),
      llama70b,
      8192,
      {
        fit: 'never',
        verdict: 'does-not-fit',
        exact: true,
        message:
          'The model does not fit on 1 × NVIDIA-H100-80GB-HBM3: weights and overhead exceed the 79.65 GiB of each GPU by',
      },
    ],
    [
      'GPUs that the heads cannot be shared out over',
      cluster(),
      placed({ gpusPerReplica: 3 }),
      llama8b,
      8192,
      {
        fit: 'never',
        verdict: 'does-not-fit',
        exact: true,
        message:
          'The model cannot be split over 3 × NVIDIA-H100-80GB-HBM3: 32 attention heads cannot be shared out evenly over 3 GPUs. It would fit with 1 GPU for each replica.',
      },
    ],
    [
      'what fits but has to wait',
      edge,
      { ...onEdge, replicas: 3 },
      llama8b,
      8192,
      {
        fit: 'waits',
        verdict: 'fits',
        exact: true,
        message:
          'at once; 2 of 3 NVIDIA-L4 are free for the 3 that it asks for: it would wait.',
      },
    ],
    [
      'a cluster that is away, whose machines are still the same',
      away,
      placed(),
      llama8b,
      8192,
      {
        fit: 'unknown',
        verdict: 'fits',
        exact: true,
        message:
          'tokens at once; 10 of 16 GPUs were free when the cluster was last seen (it is unreachable).',
      },
    ],
    [
      'weights that are only bounded',
      edge,
      onEdge,
      quantized,
      8192,
      {
        fit: 'fits',
        verdict: 'fits',
        exact: false,
        message: 'The model fits on 1 × NVIDIA-L4 with room for',
      },
    ],
    [
      'a model that says nothing of itself',
      edge,
      onEdge,
      nameless,
      undefined,
      {
        fit: 'unknown',
        verdict: 'unknown',
        exact: false,
        message: 'depends on what its catalog entry does not say (',
      },
    ],
    [
      'figures that are none',
      edge,
      onEdge,
      { ...llama8b, architecture: { numHiddenLayers: -1 } },
      8192,
      {
        fit: 'unknown',
        verdict: 'unknown',
        exact: false,
        message: 'architecture.numHiddenLayers must be a whole number',
      },
    ],
    [
      'GPUs of unknown memory',
      cluster({ gpus: [{ ...l4, unit: 'slice' }] }),
      placed(),
      llama8b,
      8192,
      {
        fit: 'unknown',
        verdict: 'unknown',
        exact: false,
        message: 'the nodes do not say how much memory that has',
      },
    ],
    [
      'several products of which not all can take it',
      cluster({ gpus: [h100, l4] }),
      placed(),
      llama8b,
      undefined,
      {
        fit: 'unknown',
        verdict: 'unknown',
        exact: false,
        message:
          'The model fits on NVIDIA-H100-80GB-HBM3 alone, and any GPU of the cluster may be taken, so choose the product',
      },
    ],
  ])('judges %s', (_, where, placement, model, contextLength, expected) => {
    const {
      fit,
      message,
      model: own,
    } = assessPlacement(where, placement, {
      model,
      ...(contextLength === undefined ? {} : { contextLength }),
    });
    expect({ fit, message, verdict: own?.verdict, exact: own?.exact }).toEqual({
      ...expected,
      message: expect.stringContaining(expected.message),
    });
  });

  it('says how many GPUs are needed, and that the cluster has them', () => {
    const { model } = assessPlacement(cluster(), placed(), {
      model: llama70b,
      contextLength: 8192,
    });
    expect(model).toMatchObject({
      gpusNeeded: 4,
      ways: ['4 GPUs for each replica'],
    });
  });

  it('proposes what the cluster lacks only when nothing in it would do', () => {
    const { model } = assessPlacement(edge, onEdge, {
      model: llama70b,
      contextLength: 8192,
    });
    expect(model?.gpusNeeded).toBeUndefined();
    expect(model?.ways).toEqual(['GPUs of 159.00 GiB each']);
  });

  it('proposes a whole machine for what no GPU will ever hold', () => {
    const deepseek: PlacedModel = {
      attention: 'decoder',
      artifact: {
        name: 'fp8',
        sizeBytes: 688_590_000_000,
        quantization: { method: 'fp8', bits: 8 },
      },
      architecture: {
        numHiddenLayers: 61,
        hiddenSize: 7168,
        numAttentionHeads: 128,
        numKeyValueHeads: 128,
        kvLoraRank: 512,
        qkRopeHeadDim: 64,
        numExperts: 256,
        maxPositionEmbeddings: 163_840,
      },
    };
    const { model } = assessPlacement(cluster(), placed(), {
      model: deepseek,
      contextLength: 8192,
    });
    expect(model?.ways).toEqual([
      expect.stringMatching(/^8 GPUs of 1\d\d\.\d\d GiB each on one machine$/),
    ]);
  });

  it('shows the arithmetic from the files to the requests at once', () => {
    const { model } = assessPlacement(edge, onEdge, {
      model: llama8b,
      contextLength: 8192,
    });
    const lines = model?.arithmetic.map(({ label, value }) => [label, value]);
    expect(lines).toEqual(
      expect.arrayContaining([
        ['Weights', '14.96 GiB'],
        ['Context length', '8,192'],
        ['Memory of one GPU', '22.49 GiB'],
        ['Weights on one GPU', '15.26 GiB'],
        ['Requests of full length at once', '1.87'],
      ]),
    );
  });
});
