import { placedModelOf, takesContextLength } from './placedModel';
import {
  a100,
  cluster,
  edge,
  l4,
  llama70b,
  llama8b,
  onEdge,
  placed,
} from './placement.fixture';
import { suggestContextLength } from './suggestContextLength';

const cloud = cluster();

it.each([
  [
    'four requests on a large GPU',
    llama8b,
    [placed()],
    {
      contextLength: 65536,
      requestsAtOnce: 6,
      message:
        '65,536 tokens leave room for 6 requests at once on 1 × NVIDIA-H100-80GB-HBM3.',
    },
  ],
  [
    'a usual context rather than four requests on a small one',
    llama8b,
    [onEdge],
    { contextLength: 8192, requestsAtOnce: 1 },
  ],
  [
    'the smallest of the chosen GPUs',
    llama8b,
    [placed(), onEdge],
    {
      contextLength: 8192,
      message:
        '8,192 tokens leave room for 1 request at once on 1 × NVIDIA-L4, where there is least room.',
    },
  ],
  [
    'the GPUs that a model needs, before they are chosen',
    llama70b,
    [placed()],
    {
      contextLength: 65536,
      message: expect.stringContaining('on 4 × NVIDIA-H100-80GB-HBM3'),
    },
  ],
  [
    'more GPUs rather than a context of no use',
    llama70b,
    [placed({ cluster: 'cloud-us', gpusPerReplica: 2 })],
    {
      contextLength: 65536,
      message: expect.stringContaining('on 4 × NVIDIA-A100-SXM4-80GB'),
    },
  ],
  [
    'those that can hold it, where others cannot',
    llama70b,
    [placed(), onEdge],
    { contextLength: 65536 },
  ],
  [
    'at most what the model was made for, which need not be a power of two',
    {
      ...llama8b,
      architecture: { ...llama8b.architecture, maxPositionEmbeddings: 40960 },
    },
    [placed()],
    {
      contextLength: 40960,
      message: expect.stringContaining(
        '40,960 tokens, the longest that the model takes, leave room',
      ),
    },
  ],
  [
    'less than usual where even that has no room',
    llama8b,
    [placed({ cluster: 'tight' })],
    { contextLength: 512, requestsAtOnce: 1 },
  ],
])('suggests for %s', (_, model, placements, expected) => {
  const us = cluster({ name: 'cloud-us', gpus: [a100] });
  const tight = cluster({
    name: 'tight',
    gpus: [{ ...l4, memoryBytes: 20.55 * 2 ** 30 }],
  });
  expect(
    suggestContextLength(model, [cloud, us, edge, tight], placements),
  ).toMatchObject(expected);
});

it.each([
  ['no placements', llama8b, []],
  ['an unknown cluster', llama8b, [placed({ cluster: 'mars' })]],
  ['GPUs that cannot hold it', llama70b, [onEdge]],
  ['a model of no stated length', { ...llama8b, architecture: {} }, [placed()]],
  [
    'an embedding model',
    { ...llama8b, attention: 'pooling' as const },
    [placed()],
  ],
])('suggests nothing for %s', (_, model, placements) => {
  expect(
    suggestContextLength(model, [cloud, edge], placements),
  ).toBeUndefined();
});

it('reads what it needs of a Model', () => {
  const [first, second] = [
    { name: 'bf16', uri: 'hf://a/b' },
    { name: 'fp8', uri: 'hf://a/c' },
  ];
  const spec = {
    type: 'llm',
    task: 'text-generation',
    lifecycle: 'production',
    owner: 'a',
    artifacts: [first, second],
  };
  expect(placedModelOf({ spec }, first)).toEqual({
    artifact: first,
    otherArtifacts: [second],
    attention: 'decoder',
  });
  expect(takesContextLength(spec)).toBe(true);
  expect(takesContextLength({ type: 'reranker' })).toBe(false);
  expect(
    takesContextLength({
      type: 'speech',
      task: 'automatic-speech-recognition',
    }),
  ).toBe(false);
});
