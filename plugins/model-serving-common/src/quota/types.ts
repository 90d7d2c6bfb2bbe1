/**
 * How a limit of a namespace stands to what is asked of it:
 *
 * - `room`: it allows all of it now.
 * - `tight`: it allows the replicas, and not all that an autoscaler may start,
 *   or not the one beside them while another version takes over.
 * - `waits`: it allows that many, and others hold too much of it now.
 * - `never`: it does not allow that many at all.
 * - `unknown`: nobody can say.
 *
 * @public
 */
export type LimitVerdict = 'room' | 'tight' | 'waits' | 'never' | 'unknown';

/** One limit of a namespace, beside what is asked of it. @public */
export interface NamespaceLimit {
  readonly source: {
    readonly apiVersion: string;
    readonly kind:
      | 'ResourceQuota'
      | 'LimitRange'
      | 'LocalQueue'
      | 'ClusterQueue';
    readonly name: string;
  };
  /** As the limit names it, for example `requests.nvidia.com/gpu`. */
  readonly resource: string;
  /** In cores, bytes or pieces, like the other figures. */
  readonly hard?: number;
  /** Absent while nobody has counted. */
  readonly used?: number;
  /** Not below 0; absent while nobody has counted. */
  readonly left?: number;
  readonly wanted: number;
  readonly verdict: LimitVerdict;
  /** A clause for a person, with the figures. */
  readonly words: string;
  /** A sentence: what to do; absent where there is room. */
  readonly advice?: string;
}

const BEST_FIRST: readonly LimitVerdict[] = [
  'room',
  'tight',
  'unknown',
  'waits',
  'never',
];

/** For sorting: the worst first. */
export function byVerdict(a: NamespaceLimit, b: NamespaceLimit): number {
  return BEST_FIRST.indexOf(b.verdict) - BEST_FIRST.indexOf(a.verdict);
}
