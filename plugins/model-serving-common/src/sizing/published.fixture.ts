import { ARCHITECTURES } from './architectures.fixture';
import type { LinearAttentionShape, SizingArchitecture } from './types';

/** One layer in so many keeps all tokens, the others a state or a window. */
function everyNth(layers: number, nth: number, other: string): string[] {
  return Array.from({ length: layers }, (_, layer) =>
    layer % nth === nth - 1 ? 'full_attention' : other,
  );
}

/** Gated DeltaNet of the Qwen3.5 family; its states have 32 bits. */
function deltaNet(numValueHeads: number): LinearAttentionShape {
  return {
    numKeyHeads: 16,
    keyHeadDim: 128,
    numValueHeads,
    valueHeadDim: 128,
    convKernelDim: 4,
  };
}

const mla = { kvLoraRank: 512, qkRopeHeadDim: 64 } as const;

/** Dimensions of models that measurements were published of. */
export const PUBLISHED = {
  ...ARCHITECTURES,
  gpt2: {
    hiddenSize: 768,
    numHiddenLayers: 12,
    numAttentionHeads: 12,
    numKeyValueHeads: 12,
    headDim: 64,
  },
  'bge-small': {
    hiddenSize: 384,
    numHiddenLayers: 12,
    numAttentionHeads: 12,
    numKeyValueHeads: 12,
    headDim: 32,
  },
  'llama-3.2-1b': {
    numHiddenLayers: 16,
    numAttentionHeads: 32,
    numKeyValueHeads: 8,
    headDim: 64,
  },
  'llama-3.2-3b': {
    numHiddenLayers: 28,
    numAttentionHeads: 24,
    numKeyValueHeads: 8,
    headDim: 128,
  },
  'phi-2': {
    hiddenSize: 2560,
    numHiddenLayers: 32,
    numAttentionHeads: 32,
    numKeyValueHeads: 32,
    headDim: 80,
  },
  'gemma-7b': {
    hiddenSize: 3072,
    numHiddenLayers: 28,
    numAttentionHeads: 16,
    numKeyValueHeads: 16,
    headDim: 256,
  },
  'gemma-3-27b': {
    hiddenSize: 5376,
    numHiddenLayers: 62,
    numAttentionHeads: 32,
    numKeyValueHeads: 16,
    headDim: 128,
    slidingWindow: 1024,
    layerTypes: everyNth(62, 6, 'sliding_attention'),
  },
  'qwen2.5-14b': {
    hiddenSize: 5120,
    numHiddenLayers: 48,
    numAttentionHeads: 40,
    numKeyValueHeads: 8,
    headDim: 128,
  },
  'qwq-32b': {
    hiddenSize: 5120,
    numHiddenLayers: 64,
    numAttentionHeads: 40,
    numKeyValueHeads: 8,
    headDim: 128,
  },
  'qwen3-4b': {
    hiddenSize: 2560,
    numHiddenLayers: 36,
    numAttentionHeads: 32,
    numKeyValueHeads: 8,
    headDim: 128,
  },
  'exaone-4.0-32b': {
    hiddenSize: 5120,
    numHiddenLayers: 64,
    numAttentionHeads: 40,
    numKeyValueHeads: 8,
    headDim: 128,
  },
  'kimi-k2': {
    hiddenSize: 7168,
    numHiddenLayers: 61,
    numAttentionHeads: 64,
    numKeyValueHeads: 64,
    ...mla,
  },
  'ling-3.0-tiny': {
    numHiddenLayers: 6,
    numAttentionHeads: 16,
    ...mla,
  },
  'qwen3.5-4b': {
    numHiddenLayers: 32,
    numAttentionHeads: 16,
    numKeyValueHeads: 4,
    headDim: 256,
    layerTypes: everyNth(32, 4, 'linear_attention'),
    linearAttention: deltaNet(32),
  },
  'qwen3.5-35b-a3b': {
    numHiddenLayers: 40,
    numAttentionHeads: 16,
    numKeyValueHeads: 2,
    headDim: 256,
    layerTypes: everyNth(40, 4, 'linear_attention'),
    linearAttention: deltaNet(32),
  },
  'qwen3.5-27b': {
    numHiddenLayers: 64,
    numAttentionHeads: 24,
    numKeyValueHeads: 4,
    headDim: 256,
    layerTypes: everyNth(64, 4, 'linear_attention'),
    linearAttention: deltaNet(48),
  },
  'qwen3-next-80b-fp16-state': {
    ...ARCHITECTURES['qwen3-next-80b'],
    linearAttention: { ...deltaNet(32), stateBytes: 2 },
  },
  // Mamba-2: groups of B and C are its keys, heads of the state its values.
  'falcon-h1-1.5b': {
    numHiddenLayers: 24,
    numAttentionHeads: 8,
    numKeyValueHeads: 2,
    headDim: 128,
    layerTypes: Array.from({ length: 24 }, () => 'hybrid'),
    linearAttention: {
      numKeyHeads: 1,
      keyHeadDim: 256,
      numValueHeads: 48,
      valueHeadDim: 64,
      convKernelDim: 4,
    },
  },
} satisfies Record<string, SizingArchitecture>;
