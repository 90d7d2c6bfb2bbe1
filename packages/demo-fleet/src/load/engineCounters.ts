import { countReasons } from './finishReasons';
import type { FinishReason } from './finishReasons';
import type { HistogramReading, Spread } from './histogram';
import { LoadHistogram } from './histogram';
import type { OperatingPoint } from './server';
import type { ServiceProfile } from './serviceProfile';

// Upper bounds of vLLM's histograms (vllm/v1/metrics/loggers.py), in seconds.
const FIRST_TOKEN_BOUNDS = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5,
  7.5, 10, 20, 40, 80, 160, 640, 2560,
];
const TOKEN_BOUNDS = [
  0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5,
  10, 20, 40, 80,
];
const REQUEST_BOUNDS = [
  0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480,
  960, 1920, 7680,
];

/** Share of prompt tokens that were seen before. */
const PREFIX_HITS = 0.35;

/** Everything that one server process has counted since it started. */
export interface EngineReading {
  readonly finished: Readonly<Record<FinishReason, number>>;
  /** Refused before the engine saw them. */
  readonly refused: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly prefixHits: number;
  readonly firstToken: HistogramReading;
  readonly interToken: HistogramReading;
  readonly perOutputToken: HistogramReading;
  readonly request: HistogramReading;
  readonly queue: HistogramReading;
}

type Histogram =
  | 'firstToken'
  | 'interToken'
  | 'perOutputToken'
  | 'request'
  | 'queue';

/** The counters of one server process; a new process has new ones. */
export class EngineCounters {
  readonly #profile: ServiceProfile;
  readonly #histograms: Record<Histogram, LoadHistogram> = {
    firstToken: LoadHistogram.create(FIRST_TOKEN_BOUNDS),
    interToken: LoadHistogram.create(TOKEN_BOUNDS),
    perOutputToken: LoadHistogram.create(TOKEN_BOUNDS),
    request: LoadHistogram.create(REQUEST_BOUNDS),
    queue: LoadHistogram.create(REQUEST_BOUNDS),
  };
  #refused = 0;

  private constructor(profile: ServiceProfile) {
    this.#profile = profile;
  }

  static create(profile: ServiceProfile): EngineCounters {
    return new EngineCounters(profile);
  }

  /** Counts what happens in some seconds at an operating point. */
  advance(point: OperatingPoint, seconds: number): void {
    for (const [name, count, spread] of this.#observed(point, seconds)) {
      this.#histograms[name].add(count, spread);
    }
    this.#refused += point.refusedRate * seconds;
  }

  /** What is counted some seconds after the last advance. */
  read(point: OperatingPoint, seconds: number): EngineReading {
    const readings = Object.fromEntries(
      this.#observed(point, seconds).map(([name, count, spread]) => [
        name,
        this.#histograms[name].read(count, spread),
      ]),
    );
    const of = (name: Histogram): HistogramReading =>
      readings[name] ?? { buckets: [], sum: 0, count: 0 };
    const requests = of('request').count;
    const { outputTokens, perThousand, promptTokens } = this.#profile;
    return {
      finished: countReasons(requests, perThousand),
      refused: Math.floor(this.#refused + point.refusedRate * seconds),
      promptTokens: requests * promptTokens,
      outputTokens: requests * outputTokens,
      prefixHits: Math.floor(requests * promptTokens * PREFIX_HITS),
      firstToken: of('firstToken'),
      interToken: of('interToken'),
      perOutputToken: of('perOutputToken'),
      request: of('request'),
      queue: of('queue'),
    };
  }

  #observed(
    point: OperatingPoint,
    seconds: number,
  ): [name: Histogram, count: number, spread: Spread][] {
    const { outputTokens } = this.#profile;
    const requests = point.requestRate * seconds;
    const token: Spread = { median: point.tokenSeconds, sigma: 0.28 };
    const whole = point.firstTokenSeconds + outputTokens * point.tokenSeconds;
    return [
      [
        'firstToken',
        requests,
        { median: point.firstTokenSeconds, sigma: 0.48 },
      ],
      ['interToken', requests * (outputTokens - 1), token],
      ['perOutputToken', requests, token],
      ['request', requests, { median: whole, sigma: 0.55 }],
      ['queue', requests, { median: point.queueSeconds + 1e-4, sigma: 0.8 }],
    ];
  }
}
