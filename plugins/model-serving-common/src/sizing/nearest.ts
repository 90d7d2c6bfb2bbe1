import { lowest } from './amount';
import { GIB } from './assumptions';
import { evaluate, Evaluation } from './evaluate';
import { asBytes, asMachines } from './format';
import { bytesOfCacheDtype } from './kvLayer';
import { NearestFit, SizingGpu, SizingRequest } from './types';

/** Nodes have no more than this many GPUs, as a rule. */
const USUAL_GPUS_PER_NODE = 8;
const MOST_NODES = 8;
/** No GPU has more memory than this. */
const MOST_MEMORY_GIB = 1024;
/** A context below this is of no use to anyone. */
const SHORTEST_CONTEXT = 256;

/** The largest whole number that passes; absent when the smallest does not. */
function largest(
  from: number,
  to: number,
  passes: (value: number) => boolean,
): number | undefined {
  if (from > to || !passes(from)) return undefined;
  let good = from;
  let bad = to + 1;
  while (bad - good > 1) {
    const middle = Math.floor(good + (bad - good) / 2);
    if (passes(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

function fits(request: SizingRequest): boolean {
  return evaluate(request).verdict === 'fits';
}

function shorterContext(request: SizingRequest, context: number): NearestFit[] {
  const step = 16;
  const blocks = largest(
    SHORTEST_CONTEXT / step,
    Math.floor((context - 1) / step),
    value => fits({ ...request, contextLength: value * step }),
  );
  if (blocks === undefined) return [];
  const contextLength = blocks * step;
  return [
    {
      kind: 'shorter-context',
      contextLength,
      message: `A context of ${contextLength} tokens fits on the same GPUs.`,
    },
  ];
}

function lessConcurrency(
  request: SizingRequest,
  layouts: Evaluation['layouts'],
): NearestFit[] {
  const most = Math.max(
    0,
    ...layouts.map(layout =>
      layout.concurrency ? Math.floor(lowest(layout.concurrency)) : 0,
    ),
  );
  const concurrency = Math.min(most, (request.concurrency ?? 1) - 1);
  // Blocks and problems of a layout are judged once more, not assumed.
  return concurrency >= 1 && fits({ ...request, concurrency })
    ? [
        {
          kind: 'less-concurrency',
          concurrency,
          message: `${concurrency} requests of full length at once fit on the same GPUs.`,
        },
      ]
    : [];
}

function smallerCache(request: SizingRequest): NearestFit[] {
  const isSmall = bytesOfCacheDtype(request.kvCacheDtype) === 1;
  return !isSmall && fits({ ...request, kvCacheDtype: 'fp8' })
    ? [
        {
          kind: 'smaller-cache',
          kvCacheDtype: 'fp8',
          message: 'It fits on the same GPUs with an FP8 cache.',
        },
      ]
    : [];
}

function otherVariants(request: SizingRequest): NearestFit[] {
  return (request.otherArtifacts ?? [])
    .filter(artifact => artifact.name !== request.artifact.name)
    .filter(artifact => fits({ ...request, artifact }))
    .map(artifact => ({
      kind: 'other-variant',
      artifact: artifact.name,
      message: `The variant ${artifact.name} fits on the same GPUs.`,
    }));
}

function moreGpus(request: SizingRequest): NearestFit[] {
  const { layout: _, ...rest } = request;
  const { gpu } = request;
  const wider: SizingGpu[] = [
    { ...gpu, gpusPerNode: Math.max(gpu.gpusPerNode, USUAL_GPUS_PER_NODE) },
    { ...gpu, nodes: Math.max(gpu.nodes ?? 1, MOST_NODES) },
    {
      ...gpu,
      gpusPerNode: Math.max(gpu.gpusPerNode, USUAL_GPUS_PER_NODE),
      nodes: Math.max(gpu.nodes ?? 1, MOST_NODES),
    },
  ];
  for (const more of wider) {
    const found = evaluate({ ...rest, gpu: more }).smallest;
    if (!found) continue;
    const { gpus, nodes, layout } = found;
    return [
      {
        kind: 'more-gpus',
        gpus,
        nodes,
        layout,
        message: `It fits on ${asMachines(
          gpus,
          nodes,
        )} like these (tensor parallel ${
          layout.tensorParallel
        }, pipeline parallel ${layout.pipelineParallel}).`,
      },
    ];
  }
  return [];
}

function moreMemory(request: SizingRequest): NearestFit[] {
  const { gpu } = request;
  const withMemory = (gibibytes: number): SizingRequest => ({
    ...request,
    gpu: { ...gpu, memoryBytes: gibibytes * GIB },
  });
  const from = Math.ceil(gpu.memoryBytes / GIB);
  if (from > MOST_MEMORY_GIB || !fits(withMemory(MOST_MEMORY_GIB))) return [];
  const tooLittle = largest(
    from,
    MOST_MEMORY_GIB,
    value => !fits(withMemory(value)),
  );
  const memoryBytes = (tooLittle === undefined ? from : tooLittle + 1) * GIB;
  return [
    {
      kind: 'more-memory',
      memoryBytes,
      message: `It fits on as many GPUs with ${asBytes(memoryBytes)} each.`,
    },
  ];
}

/**
 * What is near a request that does not fit, and does: each changes one thing
 * and is judged like the request itself.
 */
export function nearestFits(
  request: SizingRequest,
  { contextLength, layouts }: Evaluation,
): NearestFit[] {
  return [
    ...(contextLength === undefined
      ? []
      : shorterContext(request, contextLength)),
    ...lessConcurrency(request, layouts),
    ...smallerCache(request),
    ...otherVariants(request),
    ...moreGpus(request),
    ...moreMemory(request),
  ];
}
