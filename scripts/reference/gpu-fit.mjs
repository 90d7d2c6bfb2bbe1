// Holds the sizing of the domain against published vectors: bytes of cache a
// token, start-up logs of engines, and GPU counts of vendors. The vectors are
// not part of this repository; `npm run test:reference` says where they are.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const GIB = 1024 ** 3;
const GB = 1e9;
/** What is measured agrees within this share; what is arithmetic, exactly. */
const TOLERANCE = 0.02;

/** `nvidia.com/gpu.memory` of the products that the vectors name, in MiB. */
const LABELS = {
  'H100 80GB': 81_559,
  'A100 80GB': 81_920,
  'L40S 48GB': 46_068,
};

/** Parameters of the models that the vectors give GPU counts for. */
const PARAMETERS = [
  [/Llama 3\.1 8B/, 'meta-llama/Llama-3.1-8B', 8_030_261_248],
  [/Llama 3\.1 70B/, 'meta-llama/Llama-3.1-70B', 70_553_706_496],
  [/Llama 3\.1 405B/, 'meta-llama/Llama-3.1-405B', 405_853_388_800],
  [/Mistral-7B/, 'mistralai/Mistral-7B-v0.3', 7_248_023_552],
  [/Mixtral-8x7B/, 'mistralai/Mixtral-8x7B-Instruct-v0.1', 46_702_792_704],
];

function architectureOf(vector) {
  const { layers, fullLayers, window } = vector;
  return {
    numHiddenLayers: layers,
    ...(vector.heads && { numAttentionHeads: vector.heads }),
    ...(vector.kvHeads && { numKeyValueHeads: vector.kvHeads }),
    ...(vector.headDim && { headDim: vector.headDim }),
    ...(vector.hidden && { hiddenSize: vector.hidden }),
    ...(vector.kvLoraRank && { kvLoraRank: vector.kvLoraRank }),
    ...(vector.qkRopeHeadDim && { qkRopeHeadDim: vector.qkRopeHeadDim }),
    ...(window && {
      slidingWindow: window,
      layerTypes: Array.from({ length: layers }, (_, layer) =>
        layer < fullLayers ? 'full_attention' : 'sliding_attention',
      ),
    }),
  };
}

const exact = amount => (amount?.kind === 'exact' ? amount.value : NaN);
const near = (actual, expected) => Math.abs(actual / expected - 1) <= TOLERANCE;

/** A request on GPUs large enough not to matter, for what is only counted. */
const anywhere = (architecture, more = {}) => ({
  artifact: { name: 'vector', sizeBytes: 1 },
  architecture,
  contextLength: 4096,
  gpu: { memoryBytes: 1024 * GIB, gpusPerNode: 8, nodes: 2 },
  ...more,
});

function perToken(vector, sizeModel) {
  const architecture = architectureOf(vector);
  const result = sizeModel(anywhere(architecture));
  const inWindows = result.steps.find(
    step => step.id === 'kv-bytes-per-token-in-windows',
  );
  const expected = vector.expect ?? vector.expectFullLayersOnly;
  const expectedAll = vector.expect ?? vector.expectAllLayers;
  const actual = [exact(result.kvBytesPerToken), exact(inWindows?.amount)];
  return {
    name: `${vector.model}: cache of one token`,
    ok: actual[0] === expected && actual[1] === expectedAll,
    detail: `${actual.join(' and ')}, published ${expected} and ${expectedAll}`,
  };
}

function budget(vector, sizeModel, architecture) {
  const result = sizeModel({
    ...anywhere(architecture ?? {}),
    contextLength: vector.maxModelLen ?? 4096,
    engine: { name: 'vllm', version: '0.6.4' },
    gpu: { memoryBytes: vector.totalGiB * GIB, gpusPerNode: 1 },
    layout: { tensorParallel: 1, pipelineParallel: 1 },
    assumptions: { memoryUtilization: vector.util },
    overrides: {
      weightBytesPerGpu: vector.weightsGiB * GIB,
      // Without the peak of the activations only what follows is checked.
      ...(vector.activationGiB === undefined
        ? { kvPoolBytesPerGpu: vector.kvGiB * GIB }
        : { activationBytesPerGpu: vector.activationGiB * GIB }),
      nonTorchBytesPerGpu: vector.nonTorchGiB * GIB,
    },
  });
  const [layout] = result.layouts;
  const pool = exact(layout.kvPoolBytesPerGpu) / GIB;
  const tokens = layout.kvTokens && exact(layout.kvTokens);
  const concurrency = layout.concurrency && exact(layout.concurrency);
  return {
    name: `${vector.id}: budget of a GPU`,
    ok:
      near(pool, vector.kvGiB) &&
      (vector.tokens === undefined || near(tokens, vector.tokens)) &&
      (vector.concurrency === undefined ||
        near(concurrency, vector.concurrency)),
    detail: `${pool.toFixed(2)} GiB, ${tokens} tokens, published ${
      vector.kvGiB
    } GiB, ${vector.tokens ?? 'no'} tokens`,
  };
}

function cacheOnGpu(vector, sizeModel, architecture) {
  const gib = vector.kvGiBPerGpu ?? vector.kGiBPerGpu + vector.vGiBPerGpu;
  const result = sizeModel(
    anywhere(architecture, {
      layout: { tensorParallel: vector.tp, pipelineParallel: 1 },
      overrides: { kvPoolBytesPerGpu: gib * GIB },
    }),
  );
  const [layout] = result.layouts;
  const tokens = exact(layout.kvTokens);
  const each = exact(layout.kvBytesPerTokenPerGpu);
  return {
    name: `${vector.id}: tokens of a cache`,
    ok:
      near(tokens, vector.tokens) &&
      (vector.bytesPerTokenPerGpu === undefined ||
        each === vector.bytesPerTokenPerGpu),
    detail: `${tokens} tokens of ${each} bytes, published ${vector.tokens}`,
  };
}

function weightsOnGpu(vector, sizeModel, architecture) {
  const result = sizeModel(
    anywhere(
      { ...architecture, parameters: 405_853_388_800 },
      {
        artifact: { name: 'fp8', quantization: { method: 'fp8', bits: 8 } },
        layout: { tensorParallel: vector.tp, pipelineParallel: 1 },
      },
    ),
  );
  const amount = result.layouts[0].weightBytesPerGpu;
  const [low, high] = [amount.atLeast / GIB, amount.atMost / GIB];
  const measured = vector.weightsGBPerGpu;
  return {
    name: `${vector.id}: weights on a GPU are within the bound`,
    ok: low <= measured && measured <= high * (1 + TOLERANCE),
    detail: `${low.toFixed(2)} to ${high.toFixed(
      2,
    )} GiB, published ${measured}`,
  };
}

function doesNotFit(vector, sizeModel, architecture) {
  const result = sizeModel(
    anywhere(
      { ...architecture, numExperts: 128, maxPositionEmbeddings: 131_072 },
      {
        gpu: { memoryBytes: LABELS['H100 80GB'] * 1024 ** 2, gpusPerNode: 1 },
        overrides: { weightBytes: vector.weightsGiB * GIB },
      },
    ),
  );
  return {
    name: `${vector.id}: ${vector.model} on one ${vector.gpu}`,
    ok: (result.verdict === 'fits') === vector.fits,
    detail: result.message,
  };
}

function cells(vector, sizeModel, architecture) {
  const result = sizeModel(anywhere(architecture));
  const mib =
    (exact(result.kvBytesPerToken) * vector.cells * vector.sequences) /
    1024 ** 2;
  return {
    name: `${vector.id}: cache of the full layers`,
    ok: mib === vector.kvMiB,
    detail: `${mib} MiB, published ${vector.kvMiB}`,
  };
}

function published(vector, sizeModel, architectures) {
  const named = architectures.find(([model]) =>
    (vector.model ?? vector.id).toLowerCase().includes(shortName(model)),
  );
  const architecture = named?.[1];
  if (vector.util !== undefined) return budget(vector, sizeModel, architecture);
  if (vector.fits !== undefined) {
    return doesNotFit(vector, sizeModel, architecture);
  }
  if (vector.cells !== undefined) return cells(vector, sizeModel, architecture);
  if (vector.weightsGBPerGpu !== undefined) {
    return weightsOnGpu(vector, sizeModel, architecture);
  }
  return cacheOnGpu(vector, sizeModel, architecture);
}

function shortName(model) {
  return model.split('/').pop().toLowerCase();
}

/** Counts are a vendor's policy: no less than what sizing says, never more. */
function counts(vector, sizeModel, architectures) {
  const [, model, parameters] =
    PARAMETERS.find(([pattern]) => pattern.test(vector.model)) ?? [];
  const architecture = architectures.find(([name]) => name === model)?.[1];
  const name = `${vector.model} on ${vector.gpus} × ${
    vector.gpu ?? `${vector.memoryGBPerGpu} GB`
  }`;
  if (!architecture)
    return { name, ok: false, detail: 'the model is not known' };
  const request = anywhere(
    { ...architecture, parameters },
    { artifact: { name: 'bf16', dtype: 'bfloat16' }, contextLength: 2048 },
  );
  if (vector.memoryGBPerGpu !== undefined) {
    // Meta states what the weights of a GPU need, not the GPU's size.
    const result = sizeModel({
      ...request,
      layout: {
        tensorParallel: Math.min(vector.gpus, 8),
        pipelineParallel: Math.ceil(vector.gpus / 8),
      },
    });
    const bytes = exact(result.layouts[0].weightBytesPerGpu);
    return {
      name,
      ok: bytes <= vector.memoryGBPerGpu * GB,
      detail: `${(bytes / GB).toFixed(1)} GB of weights on each`,
    };
  }
  const results = vector.gpu.split('|').map(product =>
    sizeModel({
      ...request,
      gpu: {
        memoryBytes: LABELS[product.trim()] * 1024 ** 2,
        gpusPerNode: 8,
      },
    }),
  );
  return {
    name,
    ok: results.every(result => result.smallest?.gpus <= vector.gpus),
    detail: results.map(result => result.message).join(' '),
  };
}

/**
 * Checks `gpu-fit-vectors.json` of a reference folder.
 *
 * @param {string} folder
 * @param {{ sizeModel: Function }} domain exports of the common package
 * @returns {{ name: string, ok: boolean, detail: string }[]}
 */
export function checkGpuFit(folder, { sizeModel }) {
  const file = path.join(folder, 'gpu-fit-vectors.json');
  const vectors = JSON.parse(fs.readFileSync(file, 'utf8'));
  const architectures = vectors.kvBytesPerToken.map(vector => [
    vector.model,
    architectureOf(vector),
  ]);
  return [
    ...vectors.kvBytesPerToken.map(vector => perToken(vector, sizeModel)),
    ...vectors.published.map(vector =>
      published(vector, sizeModel, architectures),
    ),
    ...vectors.publishedGpuCounts.map(vector =>
      counts(vector, sizeModel, architectures),
    ),
  ];
}

// On its own: node --require @backstage/cli/config/nodeTransform.cjs \
//   scripts/reference/gpu-fit.mjs <reference folder>
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder] = process.argv.slice(2);
  if (!folder)
    throw new Error('Name the folder that has gpu-fit-vectors.json.');
  const require = createRequire(import.meta.url);
  const domain = require('../../plugins/model-serving-common/src/sizing');
  const results = checkGpuFit(folder, domain);
  for (const { name, ok, detail } of results) {
    console.log(`${ok ? 'good    ' : 'NOT GOOD'} ${name}: ${detail}`);
  }
  const failed = results.filter(result => !result.ok).length;
  console.log(`\n${results.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
