import { sizeModel } from './sizeModel';
import { SizingArchitecture, SizingRequest, SizingVerdict } from './types';

const ORDER: readonly SizingVerdict[] = ['does-not-fit', 'unknown', 'fits'];

/** A linear congruential generator: the same requests every time. */
function choices(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  const pick = <T>(values: readonly [T, ...T[]]): T =>
    values[Math.floor(next() * values.length)] ?? values[0];
  /** A field that is sometimes left out. */
  const some = <K extends string, T>(key: K, values: readonly [T, ...T[]]) =>
    (next() < 0.75 ? { [key]: pick(values) } : {}) as { [key in K]?: T };
  return { pick, some };
}

function requestOf(seed: number): SizingRequest {
  const { pick, some } = choices(seed);
  const layers = pick([1, 7, 61]);
  const kinds = ['full_attention', 'sliding_attention', 'linear_attention'];
  const architecture: SizingArchitecture = {
    numHiddenLayers: layers,
    ...some('parameters', [1, 8e9, 7e11]),
    ...some('hiddenSize', [1, 64, 4096]),
    ...some('numAttentionHeads', [1, 14, 28, 64]),
    ...some('numKeyValueHeads', [1, 2, 8]),
    ...some('headDim', [64, 128]),
    ...some('slidingWindow', [1, 128, 1e9]),
    ...some('maxPositionEmbeddings', [448, 131_072]),
    ...(pick([true, false])
      ? {
          layerTypes: Array.from({ length: layers }, (_, layer) =>
            String(kinds[(layer + seed) % 3]),
          ),
        }
      : {}),
  };
  return {
    artifact: {
      name: 'variant',
      ...some('sizeBytes', [1, 1e10, 1e12]),
      ...some('dtype', ['bfloat16', 'float32', 'other']),
      ...some('quantization', [{ method: 'awq' }, { method: 'other' }]),
    },
    architecture,
    attention: pick(['decoder', 'encoder', 'pooling', 'encoder-decoder']),
    engine: { name: pick(['vllm', 'sglang', 'tensorrt-llm']) },
    ...some('contextLength', [1, 17, 8192, 1e15]),
    ...some('concurrency', [1, 16, 1e6]),
    gpu: {
      memoryBytes: pick([1, 24e9, 85e9]),
      gpusPerNode: pick([1, 3, 8]),
      nodes: pick([1, 2]),
    },
  };
}

const REQUESTS = Array.from({ length: 300 }, (_, seed) => requestOf(seed * 97));

function boundsOf(value: unknown): [number, number][] {
  const bounds: [number, number][] = [];
  JSON.parse(JSON.stringify(value), (_key, part) => {
    if (part?.atLeast !== undefined && part?.atMost !== undefined) {
      bounds.push([part.atLeast, part.atMost]);
    }
    return part;
  });
  return bounds;
}

describe('whatever is asked', () => {
  it('the numbers are numbers, and survive being sent', () => {
    for (const request of REQUESTS) {
      // JSON turns what is no number into null.
      expect(JSON.stringify(sizeModel(request))).not.toMatch(
        /null|NaN|Infinity/,
      );
    }
  });

  it('bounds are in order', () => {
    const bounds = REQUESTS.flatMap(request => boundsOf(sizeModel(request)));

    expect(bounds.length).toBeGreaterThan(100);
    expect(bounds.filter(([low, high]) => low > high)).toEqual([]);
  });

  it('an open answer names what would close it', () => {
    const open = REQUESTS.map(sizeModel).filter(
      result => result.verdict === 'unknown',
    );

    expect(open.length).toBeGreaterThan(10);
    expect(open.filter(result => result.missing.length === 0)).toEqual([]);
  });

  it('more memory never makes it worse', () => {
    const verdict = (request: SizingRequest, factor: number) => {
      const memoryBytes = request.gpu.memoryBytes * factor;
      return ORDER.indexOf(
        sizeModel({ ...request, gpu: { ...request.gpu, memoryBytes } }).verdict,
      );
    };

    for (const request of REQUESTS) {
      expect(verdict(request, 4)).toBeGreaterThanOrEqual(verdict(request, 1));
    }
  });
});
