import { InputError } from '@backstage/errors';

/** What a label of a series must be. */
export type Matcher =
  | { readonly label: string; readonly is: string }
  | { readonly label: string; readonly isNot: string }
  /** As a whole, RE2. */
  | { readonly label: string; readonly matches: string };

const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Longer alternatives make stores slow, and are refused by some. */
const MOST_NAMES = 200;
const LONGEST = 8_000;

/**
 * The one place where selectors are written. Names are checked, values are
 * escaped: whatever is in a value, it stays a value.
 *
 * @param range - of a range vector; default: an instant vector.
 * @throws InputError for a metric or label whose name is none.
 */
export function selector(
  metric: string,
  matchers: readonly Matcher[] = [],
  range?: number,
): string {
  const inside = matchers.map(written).join(',');
  return (
    metricName(metric) +
    (inside && `{${inside}}`) +
    (range === undefined ? '' : `[${duration(range)}]`)
  );
}

function written(matcher: Matcher): string {
  const label = labelName(matcher.label);
  if ('is' in matcher) return `${label}=${quote(matcher.is)}`;
  if ('isNot' in matcher) return `${label}!=${quote(matcher.isNot)}`;
  return `${label}=~${quote(matcher.matches)}`;
}

/** A string of PromQL, as Go quotes it. @public */
export function quote(value: string): string {
  const escaped = value
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    // Not allowed in strings of Go; written as what they are.
    .replace(
      /\p{Cc}/gu,
      found => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return `"${escaped}"`;
}

/** An RE2 expression for exactly this text. */
export function literal(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/**
 * One of some values; nothing where there are so many that it is better to
 * ask for all.
 */
export function oneOf(
  label: string,
  values: readonly string[],
): readonly Matcher[] {
  const matches = [...new Set(values)].sort().map(literal).join('|');
  if (values.length > MOST_NAMES || matches.length > LONGEST) return [];
  return [{ label, matches }];
}

export function metricName(name: string): string {
  if (!METRIC.test(name)) {
    throw new InputError(`'${name}' is not the name of a metric`);
  }
  return name;
}

export function labelName(name: string): string {
  if (!LABEL.test(name)) {
    throw new InputError(`'${name}' is not the name of a label`);
  }
  return name;
}

/** Whole seconds. */
export function duration(seconds: number): string {
  return `${Math.max(1, Math.round(seconds))}s`;
}
