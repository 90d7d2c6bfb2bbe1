import type { HistogramReading } from '../load/histogram';

type Labels = Readonly<Record<string, string>>;

interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly lines: string[];
}

/** Prometheus' text format, version 0.0.4: families with their samples together. */
export class Exposition {
  readonly #families = new Map<string, Family>();

  static create(): Exposition {
    return new Exposition();
  }

  gauge(name: string, help: string, labels: Labels, value: number): void {
    this.#add('gauge', name, help).push(sample(name, labels, value));
  }

  counter(name: string, help: string, labels: Labels, value: number): void {
    this.#add('counter', name, help).push(sample(name, labels, value));
  }

  histogram(
    name: string,
    help: string,
    labels: Labels,
    { buckets, count, sum }: HistogramReading,
  ): void {
    const lines = this.#add('histogram', name, help);
    for (const [bound, below] of buckets) {
      const le = bound === Infinity ? '+Inf' : numberText(bound);
      lines.push(sample(`${name}_bucket`, { ...labels, le }, below));
    }
    lines.push(sample(`${name}_count`, labels, count));
    lines.push(sample(`${name}_sum`, labels, sum));
  }

  text(): string {
    const lines = [...this.#families.values()].flatMap(
      ({ name, type, help, lines: samples }) => [
        `# HELP ${name} ${help
          .replaceAll('\\', '\\\\')
          .replaceAll('\n', '\\n')}`,
        `# TYPE ${name} ${type}`,
        ...samples,
      ],
    );
    return `${lines.join('\n')}\n`;
  }

  #add(type: Family['type'], name: string, help: string): string[] {
    const family = this.#families.get(name) ?? { name, type, help, lines: [] };
    this.#families.set(name, family);
    return family.lines;
  }
}

function sample(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(
    ([key, text]) => `${key}="${escapeLabel(text)}"`,
  );
  const braces = pairs.length > 0 ? `{${pairs.join(',')}}` : '';
  return `${name}${braces} ${numberText(value)}`;
}

function escapeLabel(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
}

/** As Python and Go clients write a float: whole numbers with `.0`. */
function numberText(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
