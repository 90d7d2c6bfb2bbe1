import { redact } from '../observed/redact';
import { cut } from '../observed/text';
import { RECOGNISERS } from './recognise';

/** Lines kept of the end, whatever they say. */
const LAST = 8;
/** Lines kept before that, when they tell a cause or an error. */
const TELLING = 8;
/** vLLM's longest message, with the names of process and file before it. */
const LONGEST_LINE = 640;

// Colours and cursor movements of a terminal (ECMA-48).
const TERMINAL = new RegExp(
  `${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`,
  'g',
);
const FRAME = /\bFile "[^"]+", line \d+|^[\s^~]*$/;
const ERROR = /\b(?:error|exception|fatal|critical|panic|traceback)\b|Error:/i;

/**
 * What is kept of the end of a log: the lines that tell a cause, and the last
 * ones. Redacted, each cut; frames of stack traces are left out.
 *
 * @public
 */
export function condenseLog(text: string): readonly string[] {
  const lines = redact(text.replace(TERMINAL, ''))
    .split('\n')
    .map(lastOverwrite)
    .filter(line => !FRAME.test(line));
  const end = Math.max(0, lines.length - LAST);
  const before = lines.slice(0, end);
  const causes = before.filter(tellsCause);
  // The same message comes once from every process: its last one is enough.
  const telling = new Set([
    ...[...new Set(causes)].slice(-TELLING),
    ...before.filter(line => ERROR.test(line)).slice(-2),
  ]);
  return [...telling, ...lines.slice(end)].map(line => cut(line, LONGEST_LINE));
}

/** A progress bar writes its line again and again. */
function lastOverwrite(line: string): string {
  return (
    line
      .split('\r')
      .filter(part => part.trim())
      .at(-1) ?? ''
  );
}

function tellsCause(line: string): boolean {
  return RECOGNISERS.some(({ pattern }) => pattern.test(line));
}
