import type {
  FigureRow,
  FigureSeries,
  FiguresView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  lastKnown,
  useEntityFigures,
} from '@modelfleet/backstage-plugin-model-serving-react';
import type { Range } from './RangeChoice';

/** More rows than this have no course: it would be asked for each of them. */
const MOST_TRENDS = 16;

/** The course of the first token's time, by row; see {@link trendKey}. */
export type Trends = ReadonlyMap<string, FigureSeries>;

/** Courses for the rows of a view, none where there are too many rows. */
export function useTrends(view: FiguresView, range: Range): Trends {
  const wanted = view.items.length <= MOST_TRENDS;
  // Without a series it is the question of the table itself, asked once.
  const { state } = useEntityFigures(
    view.entityRef,
    wanted ? { range, series: ['ttftP95'] } : undefined,
  );
  const items = lastKnown(state)?.data.items ?? [];
  return new Map(
    items.flatMap((row): [string, FigureSeries][] =>
      row.series?.ttftP95 ? [[trendKey(row), row.series.ttftP95]] : [],
    ),
  );
}

/** What tells a row from the others of a view. */
export function trendKey({
  cluster,
  revision,
  service,
  workload,
}: FigureRow): string {
  return JSON.stringify([
    cluster.name,
    service?.entityRef,
    workload?.kind,
    workload?.namespace,
    workload?.name,
    revision?.name,
  ]);
}
