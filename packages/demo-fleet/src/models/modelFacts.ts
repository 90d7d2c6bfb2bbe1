/** What a model's files and its cache need. */
export interface ModelFacts {
  /** Bytes of all weight files. */
  readonly sizeBytes: number;
  /** Bytes of KV cache a token at 16 bits; unknown for most models. */
  readonly kvBytesPerToken?: number;
  /** Context length that a server takes when none is given. */
  readonly contextLength?: number;
}

const GIB = 2 ** 30;

/**
 * Models that demos use, keyed by the end of their artifact URI in lower case.
 * Weights and cache follow each model's own config.json and weight index:
 * 2 × layers × KV heads × head size × 2 bytes a token.
 */
const KNOWN: Record<string, ModelFacts> = {
  'llama-3.1-8b-instruct': {
    sizeBytes: 16_060_522_496,
    kvBytesPerToken: 131_072,
    contextLength: 131_072,
  },
  'llama-3.3-70b-instruct': {
    sizeBytes: 131.42 * GIB,
    kvBytesPerToken: 327_680,
    contextLength: 131_072,
  },
  'llama-3.1-70b-instruct': {
    sizeBytes: 131.42 * GIB,
    kvBytesPerToken: 327_680,
    contextLength: 131_072,
  },
  'mistral-7b-instruct-v0.3': {
    sizeBytes: 13.5 * GIB,
    kvBytesPerToken: 131_072,
    contextLength: 32_768,
  },
  'qwen2.5-vl-3b-instruct': {
    sizeBytes: 7_509_245_952,
    kvBytesPerToken: 36_864,
    contextLength: 128_000,
  },
  'gpt-oss-120b': { sizeBytes: 65.2 * GIB },
  'gpt-oss-20b': { sizeBytes: 12.8 * GIB },
  'deepseek-v3': { sizeBytes: 641.3 * GIB },
  'deepseek-r1': { sizeBytes: 641.3 * GIB },
};

/** For names that say nothing about size, such as `bge-m3`. */
const SMALL_MODEL: ModelFacts = { sizeBytes: 2.3e9 };

/**
 * Size of the model behind a URI: from the list above, otherwise from the
 * number of parameters that its name states, otherwise a small model.
 */
export function modelFacts(uri: string): ModelFacts {
  const name = uri.toLowerCase().split('@')[0]?.split('/').at(-1) ?? '';
  return KNOWN[name.split(':')[0] ?? ''] ?? factsFromName(name);
}

function factsFromName(name: string): ModelFacts {
  const stated = /(?:(\d+)x)?(\d+(?:\.\d+)?)(b|m)(?![a-z])/.exec(name);
  if (!stated) {
    return SMALL_MODEL;
  }
  const [, experts = '1', amount = '0', unit] = stated;
  const parameters =
    Number(experts) * Number(amount) * (unit === 'm' ? 1e6 : 1e9);
  return { sizeBytes: parameters * bytesPerParameter(name) };
}

function bytesPerParameter(name: string): number {
  if (/awq|gptq|int4|w4a16|nf4|fp4/.test(name)) {
    return 0.6;
  }
  return /fp8|int8|w8a8/.test(name) ? 1 : 2;
}
