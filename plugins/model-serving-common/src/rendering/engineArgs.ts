import { isSeq, type Document } from 'yaml';
import { setAt, valueAt } from './yamlText';

const FLAG = '--max-model-len';
const SPELLINGS: readonly string[] = [FLAG, '--max_model_len'];

// vLLM's human-readable integers: lower case counts in thousands, upper case
// in powers of 1024.
const SUFFIXES: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  K: 2 ** 10,
  M: 2 ** 20,
};

/** The argument by which vLLM limits prompt and answer of a request, in tokens. */
export function contextLengthArg(tokens: number): string {
  return `${FLAG}=${tokens}`;
}

/** What {@link contextLengthArg} says; `undefined` for any other argument. */
export function readContextLengthArg(arg: unknown): number | undefined {
  if (typeof arg !== 'string') {
    return undefined;
  }
  const [name, value, ...more] = arg.split('=');
  return more.length === 0 && isFlag(name) ? readTokens(value) : undefined;
}

/**
 * The context length that a list of arguments sets, in tokens; of several the
 * last counts, as for vLLM. `undefined` when none does, or none that is a
 * number of tokens ("auto").
 */
export function contextLengthOf(args: unknown): number | undefined {
  if (!Array.isArray(args)) {
    return undefined;
  }
  const list: readonly unknown[] = args;
  const at = lastIndex(list);
  return (
    readContextLengthArg(list[at]) ??
    (isFlag(list[at]) ? readTokens(list[at + 1]) : undefined)
  );
}

/**
 * Sets the context length in the list of arguments at a path, in place and in
 * the spelling that is there; what else the list holds stays.
 *
 * @returns whether that changed anything
 */
export function setContextLength(
  document: Document,
  path: readonly (string | number)[],
  tokens: number,
): boolean {
  const args = valueAt(document, path);
  if (!Array.isArray(args) || !isSeq(document.getIn(path, true))) {
    return setAt(document, path, [contextLengthArg(tokens)]);
  }
  if (contextLengthOf(args) === tokens) {
    return false;
  }
  const list: readonly unknown[] = args;
  const at = lastIndex(list);
  if (at < 0) {
    return setAt(document, [...path, list.length], contextLengthArg(tokens));
  }
  return isFlag(list[at]) && at + 1 < list.length
    ? setAt(document, [...path, at + 1], `${tokens}`)
    : setAt(document, [...path, at], contextLengthArg(tokens));
}

/**
 * Brings the arguments of an engine that are ours to what is wanted, in place
 * and in the spelling that is there; what else the list holds stays.
 *
 * @param wanted - `--flag=value`, after at most one that is no flag.
 * @param flags - Those that are ours; one that is not wanted is taken out.
 * @returns whether that changed anything
 */
export function setArgs(
  document: Document,
  path: readonly (string | number)[],
  wanted: readonly string[],
  flags: readonly string[],
): boolean {
  const before = valueAt(document, path);
  if (!Array.isArray(before)) {
    return setAt(document, path, wanted);
  }
  const changes = wanted.map((arg, index) =>
    setArg(document, path, arg, index),
  );
  const removed = flags.filter(
    flag =>
      !wanted.some(arg => flagOf(arg) === flag) &&
      removeFlag(document, path, flag),
  );
  return changes.includes(true) || removed.length > 0;
}

function setArg(
  document: Document,
  path: readonly (string | number)[],
  arg: string,
  index: number,
): boolean {
  const list = argsAt(document, path);
  const flag = flagOf(arg);
  if (flag === undefined) {
    return setAt(document, [...path, index], arg);
  }
  const at = list.findIndex(present => flagOf(present) === flag);
  if (at < 0) {
    return setAt(document, [...path, list.length], arg);
  }
  // The value may be an argument of its own.
  return list[at] === flag
    ? setAt(document, [...path, at + 1], arg.slice(flag.length + 1))
    : setAt(document, [...path, at], arg);
}

function removeFlag(
  document: Document,
  path: readonly (string | number)[],
  flag: string,
): boolean {
  const list = argsAt(document, path);
  const at = list.findIndex(present => flagOf(present) === flag);
  if (at < 0) {
    return false;
  }
  if (list[at] === flag) {
    document.deleteIn([...path, at + 1]);
  }
  document.deleteIn([...path, at]);
  return true;
}

function argsAt(
  document: Document,
  path: readonly (string | number)[],
): readonly unknown[] {
  const list = valueAt(document, path);
  return Array.isArray(list) ? list : [];
}

function flagOf(arg: unknown): string | undefined {
  return typeof arg === 'string' && arg.startsWith('--')
    ? arg.split('=')[0]
    : undefined;
}

function lastIndex(args: readonly unknown[]): number {
  return args.findLastIndex(
    arg => typeof arg === 'string' && isFlag(arg.split('=')[0]),
  );
}

function isFlag(name: unknown): boolean {
  return typeof name === 'string' && SPELLINGS.includes(name);
}

function readTokens(value: unknown): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([kKmM]?)$/.exec(`${value ?? ''}`.trim());
  const tokens = Math.floor(
    Number(match?.[1]) * (SUFFIXES[match?.[2] ?? ''] ?? 1),
  );
  return Number.isSafeInteger(tokens) && tokens > 0 ? tokens : undefined;
}
