import type { Reason } from '../api/types';

/** What a message of an engine means, for someone who does not know it. */
export interface Conclusion {
  /** A clause that follows a colon, with the figures of the message. */
  readonly problem: string;
  /** The engine's own advice where it gives one. */
  readonly advice: string;
}

/** Knows one kind of message. */
export interface Recogniser {
  /** For tests and documentation; unique. */
  readonly name: string;
  /** Where the words are from. */
  readonly source: string;
  readonly reason: Extract<
    Reason,
    | 'GpuOutOfMemory'
    | 'ModelDownloadFailed'
    | 'ModelLoadFailed'
    | 'InvalidSpec'
    | 'CrashLoop'
  >;
  /** Matched against one line, without the `s` flag. */
  readonly pattern: RegExp;
  conclude(match: RegExpExecArray): Conclusion;
}

/** `131072` as `131,072`. */
export function figure(text: string | undefined): string {
  return text === undefined ? '?' : Number(text).toLocaleString('en-US');
}
