import { Amount, between, exactly, times } from './amount';
import { LinearAttentionShape, SizingArchitecture } from './types';

/** An amount with the calculation that made it. */
export interface Reckoned {
  readonly amount: Amount;
  readonly how: string;
  readonly source: string;
}

/**
 * Bytes of one number of the cache. `auto` is the type that the model computes
 * in, which has 16 bits: vLLM casts 32-bit models down, and quantized weights
 * leave the cache alone.
 */
export function bytesOfCacheDtype(dtype: string = 'auto'): number | undefined {
  if (dtype === 'auto') return 2;
  if (/^(bfloat16|bf16|float16|fp16|half)$/.test(dtype)) return 2;
  if (/^(fp8|float8|int8|uint8)/.test(dtype)) return 1;
  return /^(float32|fp32)$/.test(dtype) ? 4 : undefined;
}

/** Whether the cache is the compressed state of multi-head latent attention. */
export function isLatent(architecture: SizingArchitecture): boolean {
  return architecture.kvLoraRank !== undefined;
}

/**
 * Width of a head: `head_dim` where it is given (hidden ÷ heads would be wrong
 * for many models that give it), else the quotient, as transformers has it.
 * A quotient that no kernel takes shows that the field was left out.
 */
export function widthOfHead(
  architecture: SizingArchitecture,
): { readonly value: number; readonly how: string } | undefined {
  const { headDim, hiddenSize, numAttentionHeads } = architecture;
  if (headDim !== undefined) return { value: headDim, how: `${headDim}` };
  if (hiddenSize === undefined || numAttentionHeads === undefined)
    return undefined;
  const quotient = hiddenSize / numAttentionHeads;
  return Number.isInteger(quotient) && quotient % 8 === 0
    ? {
        value: quotient,
        how: `${quotient} (${hiddenSize} ÷ ${numAttentionHeads})`,
      }
    : undefined;
}

function latent(
  architecture: SizingArchitecture,
  dtypeBytes: number,
): Reckoned {
  const { kvLoraRank = 0, qkRopeHeadDim } = architecture;
  const source =
    'multi-head latent attention: one latent for keys and values, whole on every GPU';
  if (qkRopeHeadDim === undefined) {
    return {
      amount: between(kvLoraRank * dtypeBytes, Infinity, [
        'architecture.qkRopeHeadDim',
      ]),
      how: `at least ${kvLoraRank} × ${dtypeBytes} bytes`,
      source,
    };
  }
  return {
    amount: exactly((kvLoraRank + qkRopeHeadDim) * dtypeBytes),
    how: `(${kvLoraRank} + ${qkRopeHeadDim}) × ${dtypeBytes} bytes`,
    source,
  };
}

/**
 * Cache of one token in one layer, on one GPU of a tensor-parallel group:
 * 2 × KV heads × head width × bytes. Heads are split over the group and
 * repeated where there are fewer than GPUs.
 */
export function tokenInLayer(
  architecture: SizingArchitecture,
  dtypeBytes: number | undefined,
  tensorParallel: number,
): Reckoned {
  const source = '2 (key and value) × KV heads on the GPU × head width × bytes';
  if (dtypeBytes === undefined) {
    return {
      amount: { kind: 'unknown', missing: ['kvCacheDtype'] },
      how: 'the data type of the cache is not understood',
      source,
    };
  }
  if (isLatent(architecture)) return latent(architecture, dtypeBytes);
  const width = widthOfHead(architecture);
  if (!width) {
    return {
      amount: { kind: 'unknown', missing: ['architecture.headDim'] },
      how: 'the width of a head is not known',
      source,
    };
  }
  const { numKeyValueHeads, numAttentionHeads } = architecture;
  const bytes = (heads: number) =>
    2 * Math.max(1, heads / tensorParallel) * width.value * dtypeBytes;
  if (numKeyValueHeads !== undefined) {
    const heads = Math.max(1, numKeyValueHeads / tensorParallel);
    return {
      amount: exactly(bytes(numKeyValueHeads)),
      how: `2 × ${heads} × ${width.how} × ${dtypeBytes} bytes`,
      source,
    };
  }
  return {
    amount: between(
      bytes(1),
      numAttentionHeads === undefined ? Infinity : bytes(numAttentionHeads),
      ['architecture.numKeyValueHeads'],
    ),
    how: `2 × 1 to ${numAttentionHeads ?? '?'} ÷ ${tensorParallel} × ${
      width.how
    } × ${dtypeBytes} bytes: the number of KV heads is not given, at most it is that of attention heads`,
    source,
  };
}

/** State of one linear-attention layer for one request, before it is split. */
export function linearState(shape: LinearAttentionShape | undefined): Reckoned {
  if (!shape) {
    return {
      amount: { kind: 'unknown', missing: ['architecture.linearAttention'] },
      how: 'the shape of the state is not given',
      source: 'linear attention keeps a state of constant size',
    };
  }
  const { numKeyHeads, keyHeadDim, numValueHeads, valueHeadDim } = shape;
  const { convKernelDim, stateBytes = 4 } = shape;
  const channels = 2 * numKeyHeads * keyHeadDim + numValueHeads * valueHeadDim;
  const convolution = channels * (convKernelDim - 1) * 2;
  const recurrent = numValueHeads * keyHeadDim * valueHeadDim * stateBytes;
  return {
    amount: exactly(convolution + recurrent),
    how: `${channels} channels × ${
      convKernelDim - 1
    } × 2 bytes + ${numValueHeads} × ${keyHeadDim} × ${valueHeadDim} × ${stateBytes} bytes`,
    source: 'Gated DeltaNet: convolution window and recurrent state',
  };
}

/** State of one linear-attention layer on one GPU of the group. */
export function linearStatePerGpu(
  shape: LinearAttentionShape | undefined,
  tensorParallel: number,
): Amount {
  return times(linearState(shape).amount, 1 / tensorParallel);
}
