import type { LogFinding } from '../../diagnosis/findings';

// vLLM and SGLang: "Loading safetensors checkpoint shards:  45% Completed | 5/11".
const SHARDS = /checkpoint shards:\s*\d+%[^|]*\|\s*(\d+)\/(\d+)/;

/** How far an engine says that it is, as the end of a clause; else empty. */
export function loadingProgress(log: LogFinding | undefined): string {
  for (const line of (log?.lines ?? []).toReversed()) {
    const [, done, all] = SHARDS.exec(line) ?? [];
    if (done && all) return ` (${done} of ${all} parts of the weights)`;
  }
  return '';
}
