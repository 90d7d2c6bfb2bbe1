import { InputError } from '@backstage/errors';

/** One line of what an exporter shows. @public */
export interface ExposedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const LABEL = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"/y;
const SPACE = /[ \t]*/y;

const ESCAPED: Readonly<Record<string, string>> = {
  '\\': '\\',
  '"': '"',
  n: '\n',
};

const SPECIAL: Readonly<Record<string, number>> = {
  nan: NaN,
  '+inf': Infinity,
  inf: Infinity,
  '-inf': -Infinity,
};

/**
 * Reads the Prometheus text format (version 0.0.4), and what of OpenMetrics is
 * the same: timestamps, exemplars, comments and types are passed over.
 *
 * @param isWanted - by a metric's name; the rest is not read.
 * @throws InputError with the number of the line that is not of this format.
 * @public
 */
export function parseExposition(
  text: string,
  isWanted: (name: string) => boolean = () => true,
): ExposedSample[] {
  const samples: ExposedSample[] = [];
  let line = 0;
  for (let start = 0; start < text.length; ) {
    line += 1;
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const sample = readLine(text.slice(start, end), line, isWanted);
    if (sample) samples.push(sample);
    start = end + 1;
  }
  return samples;
}

function readLine(
  raw: string,
  line: number,
  isWanted: (name: string) => boolean,
): ExposedSample | undefined {
  const text = raw.trim();
  if (text === '' || text.startsWith('#')) return undefined;
  NAME.lastIndex = 0;
  const name = NAME.exec(text)?.[0];
  if (!name) throw broken(line, 'it does not begin with the name of a metric');
  if (!isWanted(name)) return undefined;
  const at = skip(text, name.length);
  const { labels, end } =
    text[at] === '{' ? readLabels(text, at + 1, line) : { labels: {}, end: at };
  const [word = ''] = text.slice(end).trim().split(/[ \t]/);
  return { name, labels, value: readValue(word, line) };
}

function readLabels(
  text: string,
  start: number,
  line: number,
): { labels: Record<string, string>; end: number } {
  const labels: [string, string][] = [];
  let at = skip(text, start);
  while (text[at] !== '}') {
    LABEL.lastIndex = at;
    const label = LABEL.exec(text);
    if (!label?.[1])
      throw broken(line, 'a label is not written as name="value"');
    const value = readQuoted(text, LABEL.lastIndex, line);
    labels.push([label[1], value.text]);
    at = skip(text, value.end);
    if (text[at] === ',') at = skip(text, at + 1);
    else if (text[at] !== '}') throw broken(line, "a ',' or '}' is missing");
  }
  return { labels: Object.fromEntries(labels), end: at + 1 };
}

/** In quotes, `\\`, `\"` and `\n` stand for a character; others for themselves. */
function readQuoted(
  text: string,
  start: number,
  line: number,
): { text: string; end: number } {
  let value = '';
  let from = start;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '"') {
      return { text: value + text.slice(from, at), end: at + 1 };
    }
    if (text[at] === '\\') {
      const next = text[at + 1] ?? '';
      value += text.slice(from, at) + (ESCAPED[next] ?? `\\${next}`);
      at += 1;
      from = at + 1;
    }
  }
  throw broken(line, 'the value of a label does not end');
}

function readValue(word: string, line: number): number {
  const known = SPECIAL[word.toLocaleLowerCase('en-US')];
  const value = known ?? (word === '' ? undefined : Number(word));
  if (value === undefined || (known === undefined && Number.isNaN(value))) {
    throw broken(line, 'its value is no number');
  }
  return value;
}

function skip(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.exec(text);
  return SPACE.lastIndex;
}

function broken(line: number, why: string): InputError {
  return new InputError(
    `Line ${line} is not of the Prometheus text format: ${why}`,
  );
}
