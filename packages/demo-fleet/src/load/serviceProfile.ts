import type { SeededRandom } from '../random/random';
import type { DayShape } from './waves';

/** What its users do with a service. */
export interface ServiceProfile {
  /**
   * Requests at the busiest hour, as a share of what one replica of the first
   * version can do. Not of the replicas that there are: load does not grow
   * because someone adds one.
   */
  readonly peak: number;
  /** Tokens of an ordinary request, and of its answer. */
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly day: DayShape;
  /** Decides the noise. */
  readonly seed: number;
  /** Of a thousand requests, how many end so; the rest ends by itself. */
  readonly perThousand: {
    readonly length: number;
    readonly abort: number;
    readonly error: number;
  };
}

type Known = Pick<ServiceProfile, 'peak' | 'promptTokens' | 'outputTokens'> & {
  readonly day?: DayShape;
};

const SHIFTS: DayShape = { offsetHours: 1, kind: 'shifts' };

/** The services that the fleet starts with, and how they are used. */
const KNOWN: Record<string, Known> = {
  'chat/support-chat': { peak: 1.3, promptTokens: 900, outputTokens: 220 },
  'chat/code-assistant': { peak: 1.1, promptTokens: 2400, outputTokens: 120 },
  // Two replicas at the plant; one in the cloud, which is nearly enough.
  'plant-7/vision/defect-inspector': {
    peak: 1.2,
    promptTokens: 1400,
    outputTokens: 60,
    day: SHIFTS,
  },
  'us-east/vision/defect-inspector': {
    peak: 0.7,
    promptTokens: 1400,
    outputTokens: 60,
    day: SHIFTS,
  },
  // A trial that nobody calls.
  'chat/release-notes': { peak: 0, promptTokens: 700, outputTokens: 400 },
};

/** The regions of the fleet, by what their names begin with. */
const OFFSETS: readonly (readonly [prefix: string, hours: number])[] = [
  ['us-', -5],
  ['eu-', 1],
  ['plant-', 1],
];

/** How a service is used: as listed above, otherwise as the seed decides. */
export function serviceProfile(
  key: string,
  region: string,
  random: SeededRandom,
): ServiceProfile {
  const own = random.fork(`profile/${key}`);
  const drawn: Known = {
    peak: own.between(0.4, 0.85),
    promptTokens: Math.round(own.between(300, 1600)),
    outputTokens: Math.round(own.between(90, 320)),
  };
  const offsetHours =
    OFFSETS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 0;
  return {
    day: { offsetHours, kind: 'office' },
    seed: own.between(0, 1000),
    perThousand: {
      length: Math.round(own.between(20, 70)),
      abort: Math.round(own.between(3, 14)),
      error: Math.round(own.between(1, 5)),
    },
    ...drawn,
    ...(KNOWN[`${region}/${key}`] ?? KNOWN[key]),
  };
}
