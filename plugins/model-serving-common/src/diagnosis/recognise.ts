import type { Conclusion, Recogniser } from './recogniser';
import { ENGINE } from './recognisers/engine';
import { GPU_MEMORY } from './recognisers/gpuMemory';
import { MACHINE } from './recognisers/machine';
import { MODEL_SOURCE } from './recognisers/modelSource';

/**
 * A cause often prints more than one message: running out of GPU memory breaks
 * the link between GPUs, too. What comes first here is the cause of what comes
 * later.
 */
export const RECOGNISERS: readonly Recogniser[] = [
  ...GPU_MEMORY,
  ...ENGINE,
  ...MACHINE.filter(({ name }) => name !== 'nccl'),
  ...MODEL_SOURCE,
  ...MACHINE.filter(({ name }) => name === 'nccl'),
];

/** A message that is understood, and the line that has it. */
export interface Recognised extends Conclusion {
  readonly name: string;
  readonly reason: Recogniser['reason'];
  readonly line: string;
}

/**
 * What the lines of a message or of a log say went wrong. `undefined` when no
 * line is known.
 *
 * @param among - default: all that are known, causes before consequences.
 */
export function recognise(
  lines: readonly string[],
  among: readonly Recogniser[] = RECOGNISERS,
): Recognised | undefined {
  for (const { name, reason, pattern, conclude } of among) {
    for (const line of lines.toReversed()) {
      const match = pattern.exec(line);
      if (match) return { name, reason, line, ...conclude(match) };
    }
  }
  return undefined;
}
