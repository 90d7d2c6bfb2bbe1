import { ModelQuantization } from '../model';
import { Amount, between, exactly } from './amount';
import { defaultSizingAssumptions } from './assumptions';
import {
  SizingArchitecture,
  SizingAssumptions,
  SizingArtifact,
  SizingStep,
} from './types';

const BYTES_OF_DTYPE: ReadonlyMap<string, number> = new Map([
  ['float32', 4],
  ['float16', 2],
  ['bfloat16', 2],
  ['float8_e4m3fn', 1],
  ['float8_e4m3fnuz', 1],
  ['float8_e5m2', 1],
  ['int8', 1],
  ['uint8', 1],
]);

/** What quantization leaves alone is in a type of 16 bits. */
const UNQUANTIZED_BYTES = 2;

/** Group of one 4-bit scale and zero point, when the Model does not say. */
const SMALLEST_GROUP = 32;

interface BytesPerParameter {
  readonly low: number;
  readonly high: number;
  readonly source: string;
  readonly missing: readonly string[];
}

// Formats whose block and scale are fixed: 32 or 16 numbers share 8 bits.
const FIXED: ReadonlyMap<string, readonly [number, number, string]> = new Map([
  ['mxfp4', [0.5, 0.53125, 'MXFP4: 4 bits and 8 bits of scale for 32 numbers']],
  ['nvfp4', [0.5, 0.5625, 'NVFP4: 4 bits and 8 bits of scale for 16 numbers']],
  [
    'modelopt_fp4',
    [0.5, 0.5625, 'NVFP4: 4 bits and 8 bits of scale for 16 numbers'],
  ],
  ['fp8', [1, 1, 'FP8: 8 bits']],
  ['modelopt', [1, 1, 'FP8: 8 bits']],
  ['fbgemm_fp8', [1, 1, 'FP8: 8 bits']],
]);

function ofQuantization(quantization: ModelQuantization): BytesPerParameter {
  const { method, groupSize } = quantization;
  const bits = quantization.bits ?? (method === 'awq' ? 4 : undefined);
  const fixed = FIXED.get(method);
  if (fixed && (bits === undefined || bits === fixed[0] * 8)) {
    return { low: fixed[0], high: fixed[1], source: fixed[2], missing: [] };
  }
  if (bits === undefined) {
    return {
      low: 1 / 8,
      high: UNQUANTIZED_BYTES,
      source: `${method}, of which the bits are not given`,
      missing: ['artifact.quantization.bits'],
    };
  }
  if (bits >= 8) {
    // GGUF's Q8_0 keeps a 16-bit scale for 32 numbers; others less.
    const high = method === 'gguf' ? 1 + 2 / 32 : 1;
    return { low: 1, high, source: `${method}: 8 bits`, missing: [] };
  }
  const group = groupSize ?? SMALLEST_GROUP;
  return {
    low: bits / 8,
    // A scale of 16 bits and a zero point for each group; k-quants of GGUF
    // spend up to one bit more on their nested scales.
    high:
      method === 'gguf' ? (bits + 1) / 8 : bits / 8 + (2 + bits / 8) / group,
    source: `${method}: ${bits} bits, a 16-bit scale and a zero point for ${group} numbers`,
    missing: groupSize === undefined ? ['artifact.quantization.groupSize'] : [],
  };
}

/**
 * Most parameters that quantization leaves at 16 bits: embedding and head, and
 * the attention projections, which FP8 and MXFP4 checkpoints often spare.
 */
function mostUnquantized(
  architecture: SizingArchitecture,
  parameters: number,
  vocabulary: number,
): { readonly count: number; readonly missing: readonly string[] } {
  const { hiddenSize, numHiddenLayers, numAttentionHeads } = architecture;
  if (hiddenSize === undefined || numHiddenLayers === undefined) {
    return {
      count: parameters,
      missing: ['architecture.hiddenSize', 'architecture.numHiddenLayers'],
    };
  }
  const { headDim, numKeyValueHeads } = architecture;
  const square = 4 * hiddenSize ** 2;
  const attention =
    headDim !== undefined && numAttentionHeads !== undefined
      ? 2 *
        hiddenSize *
        headDim *
        (numAttentionHeads + (numKeyValueHeads ?? numAttentionHeads))
      : square;
  const count = 2 * vocabulary * hiddenSize + numHiddenLayers * attention;
  return { count: Math.min(parameters, count), missing: [] };
}

interface Weights {
  readonly amount: Amount;
  readonly how: string;
  readonly source: string;
}

function ofQuantizedParameters(
  parameters: number,
  quantization: ModelQuantization,
  architecture: SizingArchitecture,
  vocabulary: number,
): Weights {
  const each = ofQuantization(quantization);
  const rest = mostUnquantized(architecture, parameters, vocabulary);
  const low = parameters * each.low;
  const high =
    parameters * each.high +
    rest.count * Math.max(0, UNQUANTIZED_BYTES - each.high);
  return {
    amount: between(low, high, [
      'artifact.sizeBytes',
      ...each.missing,
      ...rest.missing,
    ]),
    how: `at least ${parameters} parameters × ${each.low} bytes; at most × ${each.high} bytes, with ${rest.count} of them (embedding, head, attention) at 16 bits`,
    source: each.source,
  };
}

function ofParameters(
  artifact: SizingArtifact,
  architecture: SizingArchitecture,
  vocabulary: number,
): Weights {
  const { parameters } = architecture;
  if (parameters === undefined) {
    return {
      amount: {
        kind: 'unknown',
        missing: ['artifact.sizeBytes', 'architecture.parameters'],
      },
      how: 'neither the size of the files nor the number of parameters is given',
      source: 'the Model',
    };
  }
  if (artifact.quantization) {
    return ofQuantizedParameters(
      parameters,
      artifact.quantization,
      architecture,
      vocabulary,
    );
  }
  const bytes =
    artifact.dtype === undefined
      ? undefined
      : BYTES_OF_DTYPE.get(artifact.dtype);
  if (bytes === undefined) {
    return {
      amount: between(parameters, parameters * 4, ['artifact.dtype']),
      how: `${parameters} parameters × 1 to 4 bytes: the data type is not given`,
      source: 'the Model',
    };
  }
  return {
    amount: exactly(parameters * bytes),
    how: `${parameters} parameters × ${bytes} bytes (${artifact.dtype})`,
    source: 'the Model: parameters and dtype',
  };
}

/**
 * The weights of a variant: as measured where that is given, else the size of
 * its files where it is published, else a bound from the parameters. All
 * experts count, whichever a token uses.
 */
export function weightsStep(
  artifact: SizingArtifact,
  architecture: SizingArchitecture,
  assumptions: SizingAssumptions,
  measured?: number,
): SizingStep {
  const step = { id: 'weights', label: 'Weights', unit: 'bytes' } as const;
  if (measured !== undefined) {
    return {
      ...step,
      amount: exactly(measured),
      how: 'as given',
      source: 'the request',
    };
  }
  return artifact.sizeBytes === undefined
    ? {
        ...step,
        ...ofParameters(artifact, architecture, assumptions.vocabularySize),
      }
    : {
        ...step,
        amount: exactly(artifact.sizeBytes),
        how: `the files of the variant ${artifact.name}`,
        source: 'the Model: artifacts[].sizeBytes',
      };
}

/**
 * The size of a variant's weights in bytes: of its files where that is
 * published, else what the number of parameters and their type leave open.
 *
 * @public
 */
export function variantSize(
  artifact: SizingArtifact,
  architecture: SizingArchitecture = {},
): Amount {
  const assumptions = defaultSizingAssumptions({ artifact });
  return weightsStep(artifact, architecture, assumptions).amount;
}
