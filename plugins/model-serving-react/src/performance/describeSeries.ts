import type { FigureSeries } from '@modelfleet/backstage-plugin-model-serving-common';
import { formatFigure } from './formatFigure';

/**
 * A series in one sentence, for those who do not see its line.
 *
 * @param what - the figure, for example "First token, 95 of 100 requests"
 * @public
 */
export function describeSeries(
  what: string,
  series: FigureSeries,
  currency?: string,
): string {
  const known = series.values.filter(value => value !== null);
  const say = (value: number) => formatFigure(value, series.unit, currency);
  const last = series.values.at(-1);
  if (known.length === 0) {
    return `${what}: no values in this time`;
  }
  const range = `between ${say(Math.min(...known))} and ${say(
    Math.max(...known),
  )}`;
  const now =
    last === null || last === undefined
      ? 'no value at the end'
      : `${say(last)} at the end`;
  return `${what}: ${range}, ${now}`;
}
