import type {
  FigureName,
  FigureRow,
  FigureSeries,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { isCurrent } from '../groupFigures';

/** One line of a chart: a version's course. */
export interface ChartLine {
  readonly id: string;
  /** Of the version; absent when there is only one. */
  readonly name?: string;
  readonly current: boolean;
  readonly series: FigureSeries;
}

/** Values of all lines at one moment; null where a line has none. */
export interface ChartPoint {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly values: Readonly<Record<string, number | null>>;
}

/** The courses of one figure, a line for each row that has one. */
export function linesOf(
  rows: readonly FigureRow[],
  name: FigureName,
): ChartLine[] {
  return rows.flatMap((row, index): ChartLine[] => {
    const series = row.series?.[name];
    return series
      ? [
          {
            id: `line${index}`,
            current: isCurrent(row),
            series,
            ...(rows.length > 1 && row.revision && { name: row.revision.name }),
          },
        ]
      : [];
  });
}

/**
 * Brings lines to common moments, oldest first. What lies before the first
 * value of any is left out where it was not observed.
 */
export function pointsOf(lines: readonly ChartLine[]): ChartPoint[] {
  const points = new Map<number, Record<string, number | null>>();
  for (const { id, series } of lines) {
    const from = Date.parse(series.from);
    for (const [index, value] of series.values.entries()) {
      const at = from + index * series.stepSeconds * 1000;
      points.set(at, { ...points.get(at), [id]: value });
    }
  }
  const sorted = [...points]
    .sort(([a], [b]) => a - b)
    .map(([at, values]) => ({ at, values }));
  const first = sorted.findIndex(({ values }) =>
    Object.values(values).some(value => value !== null),
  );
  const isPartial = lines.some(({ series }) => series.sinceObservation);
  return isPartial && first > 0 ? sorted.slice(first) : sorted;
}

/** Some points, evenly: a table of hundreds of rows is read by nobody. */
export function thinned<T>(points: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.ceil(points.length / most));
  // Counted from the end, so that the newest is always among them.
  return points.filter((_, index) => (points.length - 1 - index) % step === 0);
}

/** Since when there is anything, where the source keeps no past. */
export function observedSince(rows: readonly FigureRow[]): string | undefined {
  return rows
    .flatMap(({ series }) => Object.values(series ?? {}))
    .flatMap(series => series?.sinceObservation ?? [])
    .sort()[0];
}
