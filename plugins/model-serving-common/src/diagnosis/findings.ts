import type { Instant } from '../api/types';

/**
 * What was fetched of one pod because something is wrong with it: events and
 * the end of its logs, redacted and cut. Plain data that a judgement reads like
 * any record.
 *
 * @public
 */
export interface PodFindings {
  readonly fetchedAt: Instant;
  readonly logs: readonly LogFinding[];
  /** Newest first. */
  readonly events: readonly EventFinding[];
  /** What could not be read, as a sentence for a person, and the way out. */
  readonly refusals: readonly Refusal[];
}

/** The end of what one run of a container printed. @public */
export interface LogFinding {
  readonly container: string;
  /** Of the run before the present one. */
  readonly previous: boolean;
  /** Those worth showing, in order, without blank lines; redacted. */
  readonly lines: readonly string[];
}

/** `core/v1.Event`, Kubernetes v1.36, of one pod. @public */
export interface EventFinding {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  /** Redacted and cut. */
  readonly message: string;
  /** How often it was seen. */
  readonly count: number;
  /** When it was last seen. */
  readonly at?: Instant;
  /** The program that wrote it, for example `kubelet`. */
  readonly from?: string;
}

/** @public */
export interface Refusal {
  readonly what: 'logs' | 'events';
  /** The cluster does not allow it, as opposed to: it cannot now. */
  readonly forbidden: boolean;
  /** A sentence for a person. */
  readonly message: string;
  readonly advice?: string;
}

/**
 * Looks up what was fetched, by the uid of a pod. `undefined` when nothing was
 * fetched (yet); asking never waits.
 *
 * @public
 */
export type FindingsLookup = (podUid: string) => PodFindings | undefined;
