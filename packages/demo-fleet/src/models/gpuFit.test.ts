import { engineSettings, loadFailure } from './gpuFit';
import { modelFacts } from './modelFacts';

const L4 = 23_034;
const H100 = 81_559;

describe('modelFacts', () => {
  it.each([
    ['hf://meta-llama/Llama-3.1-8B-Instruct', 16_060_522_496],
    ['hf://meta-llama/Llama-3.1-8B-Instruct@0e9e39f', 16_060_522_496],
    ['hf://Example/Something-13B', 26e9],
    ['hf://Example/Something-8x7B-AWQ', 33.6e9],
    ['hf://Example/Something-0.5B-FP8', 0.5e9],
    ['hf://Example/tiny-270m', 0.54e9],
    ['hf://BAAI/bge-m3', 2.3e9],
  ])('%s', (uri, bytes) => {
    expect(modelFacts(uri).sizeBytes).toBeCloseTo(bytes, -6);
  });
});

describe('loadFailure', () => {
  const llama8 = modelFacts('hf://meta-llama/Llama-3.1-8B-Instruct');
  const llama70 = modelFacts('hf://meta-llama/Llama-3.3-70B-Instruct');

  it.each([
    ['8B on an H100', llama8, 1, H100, [], /^$/],
    [
      '8B on an L4, short context',
      llama8,
      1,
      L4,
      ['--max-model-len', '16384'],
      /^$/,
    ],
    ['8B on an L4, full context', llama8, 1, L4, [], /KV cache is needed/],
    [
      '8B on an L4, little memory granted',
      llama8,
      1,
      L4,
      ['--gpu-memory-utilization=0.6'],
      /No available memory for the cache blocks/,
    ],
    ['70B on one H100', llama70, 1, H100, [], /CUDA out of memory/],
    [
      '70B on two H100, short context',
      llama70,
      2,
      H100,
      ['--max_model_len=8192'],
      /^$/,
    ],
  ])('%s', (_, facts, count, memoryMiB, args, expected) => {
    const failure = loadFailure(
      facts,
      { count, memoryMiB },
      engineSettings(args),
    );
    expect(failure?.lines.join('\n') ?? '').toMatch(expected);
  });
});
