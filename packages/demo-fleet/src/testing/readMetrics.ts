/** One line of Prometheus' text format. */
export interface TestSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
const SAMPLE = new RegExp(
  `^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)\\})? (-?[0-9]+(?:\\.[0-9]+)?(?:e[+-]?[0-9]+)?)$`,
);
const TYPE = new RegExp(`^# TYPE (${NAME}) (counter|gauge|histogram)$`);
const HELP = new RegExp(`^# HELP (${NAME}) .+$`);

/**
 * Reads the text format and refuses what Prometheus would, and more: every
 * family has its HELP and TYPE once, its samples follow them in one piece, no
 * two samples have the same labels, and the text ends with a line break.
 */
export function readMetrics(text: string): TestSample[] {
  if (!text.endsWith('\n')) {
    throw new Error('the text does not end with a line break');
  }
  const samples: TestSample[] = [];
  const families = new Set<string>();
  const seen = new Set<string>();
  let family = '';
  let type = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const help = HELP.exec(line)?.[1];
    const typed = TYPE.exec(line);
    if (help !== undefined) {
      if (families.has(help)) {
        throw new Error(`${help} begins twice`);
      }
      families.add(help);
      [family, type] = [help, ''];
    } else if (typed) {
      if (typed[1] !== family || type !== '') {
        throw new Error(`out of place: ${line}`);
      }
      type = typed[2] ?? '';
    } else {
      const sample = readSample(line);
      if (type === '' || !belongs(sample, family, type)) {
        throw new Error(`not of ${type} ${family}: ${line}`);
      }
      const key = line.slice(0, line.lastIndexOf(' '));
      if (seen.has(key)) {
        throw new Error(`twice: ${key}`);
      }
      seen.add(key);
      samples.push(sample);
    }
  }
  return samples;
}

function readSample(line: string): TestSample {
  const match = SAMPLE.exec(line);
  if (!match) {
    throw new Error(`no sample: ${line}`);
  }
  const [, name = '', labels = '', value = ''] = match;
  const pairs = labels.match(new RegExp(LABEL, 'g')) ?? [];
  return {
    name,
    value: Number(value),
    labels: Object.fromEntries(
      pairs.map(pair => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at), pair.slice(at + 2, -1)];
      }),
    ),
  };
}

function belongs(
  { name, labels }: TestSample,
  family: string,
  type: string,
): boolean {
  if (type !== 'histogram') {
    return name === family && (type !== 'counter' || labels.le === undefined);
  }
  return name === `${family}_bucket`
    ? labels.le !== undefined
    : [`${family}_sum`, `${family}_count`].includes(name);
}
