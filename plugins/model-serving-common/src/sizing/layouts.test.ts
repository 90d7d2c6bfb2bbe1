import { ARCHITECTURES } from './architectures.fixture';
import { stageSizes } from './attention';
import { replicasNow } from './freeBlocks';
import { sizeModel } from './sizeModel';
import { SizingRequest } from './types';

const GIB = 1024 ** 3;

function layouts(more: Partial<SizingRequest>) {
  return sizeModel({
    artifact: { name: 'small', sizeBytes: GIB },
    contextLength: 1024,
    gpu: { memoryBytes: 80 * GIB, gpusPerNode: 8 },
    ...more,
  }).layouts;
}

describe('layouts that the heads allow', () => {
  it.each`
    heads | kvHeads | sizes           | why
    ${32} | ${8}    | ${[1, 2, 4, 8]} | ${'all divide'}
    ${28} | ${4}    | ${[1, 2, 4]}    | ${'28 heads forbid 8'}
    ${14} | ${2}    | ${[1, 2]}       | ${'14 heads forbid 4'}
    ${25} | ${25}   | ${[1]}          | ${'an odd number'}
    ${64} | ${4}    | ${[1, 2, 4, 8]} | ${'4 KV heads are repeated on 8 GPUs'}
    ${24} | ${3}    | ${[1]}          | ${'3 KV heads can neither be split nor repeated over 2'}
  `('$heads heads and $kvHeads KV heads: $why', ({ heads, kvHeads, sizes }) => {
    const groups = layouts({
      architecture: {
        numAttentionHeads: heads,
        numKeyValueHeads: kvHeads,
        numHiddenLayers: 12,
        headDim: 64,
      },
    })
      .filter(each => each.layout.pipelineParallel === 1)
      .map(each => each.layout.tensorParallel);

    expect(groups).toEqual(sizes);
  });

  it('stages of the largest group where heads forbid more of it', () => {
    const on16 = layouts({
      architecture: ARCHITECTURES['qwen2.5-coder-7b'],
      gpu: { memoryBytes: 80 * GIB, gpusPerNode: 8, nodes: 2 },
    }).map(({ layout, gpus, nodes }) => [
      layout.tensorParallel,
      layout.pipelineParallel,
      gpus,
      nodes,
    ]);

    expect(on16).toEqual([
      [1, 1, 1, 1],
      [2, 1, 2, 1],
      [4, 1, 4, 1],
      [4, 2, 8, 1],
      [4, 4, 16, 2],
    ]);
  });

  it('a layout that was asked for and cannot be is refused with the reason', () => {
    const [layout] = layouts({
      architecture: ARCHITECTURES['qwen2.5-coder-7b'],
      layout: { tensorParallel: 8, pipelineParallel: 1 },
    });

    expect(layout?.verdict).toBe('does-not-fit');
    expect(layout?.message).toContain('28 attention heads');
  });

  it('more stages than layers are refused', () => {
    const [layout] = layouts({
      architecture: { ...ARCHITECTURES['llama-3.1-8b'], numHiddenLayers: 2 },
      layout: { tensorParallel: 1, pipelineParallel: 4 },
    });

    expect(layout?.message).toContain('2 layers do not fill 4');
  });

  it('nothing is promised of groups when the number of heads is not known', () => {
    const { numAttentionHeads: _, ...architecture } =
      ARCHITECTURES['llama-3.1-70b'];
    const result = sizeModel({
      artifact: { name: 'bf16', sizeBytes: 141_107_412_992 },
      architecture,
      contextLength: 8192,
      gpu: { memoryBytes: 79 * GIB, gpusPerNode: 8 },
    });

    expect(result.verdict).toBe('unknown');
    expect(result.missing).toContain('architecture.numAttentionHeads');
  });

  it.each`
    layers | stages | sizes
    ${61}  | ${2}   | ${[31, 30]}
    ${62}  | ${4}   | ${[15, 16, 16, 15]}
    ${80}  | ${4}   | ${[20, 20, 20, 20]}
    ${7}   | ${4}   | ${[2, 2, 2, 1]}
  `('$layers layers in $stages stages', ({ layers, stages, sizes }) => {
    expect(stageSizes(layers, stages)).toEqual(sizes);
  });
});

describe('replicas that free GPUs can take', () => {
  it.each`
    layout    | free                        | replicas | says
    ${[1, 1]} | ${[1, 0, 1]}                | ${2}     | ${'2 replicas'}
    ${[4, 1]} | ${[8, 3, 5]}                | ${3}     | ${'3 replicas'}
    ${[8, 1]} | ${[1, 1, 1, 1, 1, 1, 1, 1]} | ${0}     | ${'at most 1 on one node'}
    ${[8, 2]} | ${[8, 8, 8]}                | ${1}     | ${'1 replica now'}
    ${[8, 2]} | ${[8, 7]}                   | ${0}     | ${'needs 16'}
    ${[2, 1]} | ${[]}                       | ${0}     | ${'0 GPUs are free'}
    ${[1, 1]} | ${[-3, Number.NaN, 1]}      | ${1}     | ${'1 replica'}
  `('$layout on $free: $replicas', ({ layout, free, replicas, says }) => {
    const now = replicasNow(
      { tensorParallel: layout[0], pipelineParallel: layout[1] },
      free,
    );

    expect(now.replicas).toBe(replicas);
    expect(now.message).toContain(says);
  });
});
