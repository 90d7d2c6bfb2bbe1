import type { PodDevices } from '../fleet/devices';
import type { ModelFacts } from '../models/modelFacts';
import type { EngineSettings } from '../models/gpuFit';
import type { ServiceProfile } from './serviceProfile';

/** What one replica can do: hardware, model and version decide it. */
export interface ServerShape {
  /** Requests that it works on at once. */
  readonly slots: number;
  /** Tokens that fit into its KV cache. */
  readonly cacheTokens: number;
  /** Seconds for the next token of a request that is alone. */
  readonly tokenSeconds: number;
  /** Seconds to read the prompt of a request that is alone. */
  readonly promptSeconds: number;
}

/** How a replica does under a load. Rates are per second. */
export interface OperatingPoint {
  readonly requestRate: number;
  /** Refused, because the queue is full. */
  readonly refusedRate: number;
  readonly running: number;
  readonly waiting: number;
  /** 0 to 1. */
  readonly cacheUsage: number;
  /** Typical, not mean: half of the requests are faster. Seconds. */
  readonly firstTokenSeconds: number;
  readonly tokenSeconds: number;
  readonly queueSeconds: number;
  /** 0 to 1. */
  readonly gpuUsage: number;
}

export const AT_REST: OperatingPoint = {
  requestRate: 0,
  refusedRate: 0,
  running: 0,
  waiting: 0,
  cacheUsage: 0,
  firstTokenSeconds: 0,
  tokenSeconds: 0,
  queueSeconds: 0,
  gpuUsage: 0,
};

/** `max_num_seqs` that vLLM has on its own. */
const MOST_SLOTS = 256;
const LONGEST_QUEUE = 200;
/** Share of its time that a server can spend on prompts. */
const MOST_READING = 0.8;
/** KV cache of a token, for a model of which nothing else is known. */
const CACHE_BYTES_PER_TOKEN = 131_072;
/** Memory's pace that decoding reaches in practice. */
const MEMORY_EFFICIENCY = 0.6;
const ENGINE_BYTES = 1.5 * 2 ** 30;

/** `pace` is what the version makes of it: below 1 is faster. */
export function serverShape(
  facts: ModelFacts,
  devices: PodDevices,
  settings: EngineSettings,
  profile: ServiceProfile,
  pace: number,
): ServerShape {
  const weights = facts.sizeBytes / devices.count;
  const memory = devices.memoryMiB * 2 ** 20 * settings.utilization;
  const cache = Math.max(0, memory - weights - ENGINE_BYTES) * devices.count;
  const cacheTokens =
    cache / (facts.kvBytesPerToken ?? CACHE_BYTES_PER_TOKEN) + 1;
  const rate = devices.gpu.memoryRate * devices.share * MEMORY_EFFICIENCY;
  const tokenSeconds = (0.003 + weights / rate) * pace;
  return {
    cacheTokens,
    tokenSeconds,
    // Prompts are read some hundred times as fast as answers are written.
    promptSeconds: (profile.promptTokens * tokenSeconds) / 180,
    slots: clamp((0.95 * cacheTokens) / requestTokens(profile), 2, MOST_SLOTS),
  };
}

/**
 * Requests a second that such a replica can take at most: as many as have a
 * place, and as many as it can read the prompts of.
 */
export function capacity(shape: ServerShape, profile: ServiceProfile): number {
  return Math.min(
    shape.slots / serviceSeconds(shape, profile, 1),
    MOST_READING / shape.promptSeconds,
  );
}

/**
 * How a replica does when `arrivals` requests a second come to it and `queue`
 * already wait. The nearer to its capacity, the longer each takes; as many are
 * worked on as come in that time (Little's law).
 */
export function operate(
  shape: ServerShape,
  profile: ServiceProfile,
  arrivals: number,
  queue: number,
): OperatingPoint {
  if (arrivals <= 0 && queue < 0.5) {
    return AT_REST;
  }
  const most = capacity(shape, profile);
  const full = queue >= 1 || arrivals >= most;
  const requestRate = full ? most : arrivals;
  const load = requestRate / most;
  const running = requestRate * serviceSeconds(shape, profile, load);
  // Chance brings requests together, so some wait before all places are taken.
  const waiting = full
    ? Math.max(queue, 1)
    : load ** 10 / Math.max(0.05, 1 - load);
  const queueSeconds = waiting / requestRate;
  return {
    requestRate,
    refusedRate:
      full && queue >= LONGEST_QUEUE ? Math.max(0, arrivals - most) : 0,
    running,
    waiting,
    cacheUsage: Math.min(
      1,
      (running * requestTokens(profile)) / shape.cacheTokens,
    ),
    firstTokenSeconds: firstTokenSecondsAt(shape, load) + queueSeconds,
    tokenSeconds: tokenSecondsAt(shape, load),
    queueSeconds,
    gpuUsage: 0.1 + 0.87 * (1 - Math.exp(-2.4 * load)),
  };
}

/** How many wait after some seconds more. */
export function nextQueue(
  shape: ServerShape,
  profile: ServiceProfile,
  arrivals: number,
  queue: number,
  seconds: number,
): number {
  const growth = (arrivals - capacity(shape, profile)) * seconds;
  return clamp(queue + growth, 0, LONGEST_QUEUE);
}

function serviceSeconds(
  shape: ServerShape,
  profile: ServiceProfile,
  load: number,
): number {
  return (
    firstTokenSecondsAt(shape, load) +
    profile.outputTokens * tokenSecondsAt(shape, load)
  );
}

function firstTokenSecondsAt(shape: ServerShape, load: number): number {
  return (0.02 + shape.promptSeconds) * (1 + 1.5 * load);
}

function tokenSecondsAt(shape: ServerShape, load: number): number {
  return shape.tokenSeconds * (1 + 1.4 * load);
}

/** Tokens that a request holds in the cache, halfway through its answer. */
function requestTokens(profile: ServiceProfile): number {
  return profile.promptTokens + profile.outputTokens / 2;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
