import type {
  Figure,
  FigureName,
  FigureRow,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** The rows of one service in one cluster: its versions, the newest first. */
export interface FigureGroup {
  readonly key: string;
  readonly rows: readonly FigureRow[];
}

/** In which order groups are shown. */
export type Order = 'worst' | 'busiest' | 'costliest' | 'cluster';

/** Puts versions of the same service in the same cluster together. */
export function groupFigures(rows: readonly FigureRow[]): FigureGroup[] {
  const groups = new Map<string, FigureRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].map(([key, members]) => ({
    key,
    rows: [...members].sort(
      (a, b) => Number(isCurrent(b)) - Number(isCurrent(a)),
    ),
  }));
}

/** Groups in the order wanted; what is equal stays as the server has it. */
export function sortGroups(
  groups: readonly FigureGroup[],
  order: Order,
): FigureGroup[] {
  if (order === 'cluster') {
    return [...groups].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  }
  const weights = { worst: trouble, busiest: traffic, costliest: cost };
  const weigh = weights[order];
  return groups
    .map(group => ({ group, weight: Math.max(...group.rows.map(weigh)) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ group }) => group);
}

/** Whether a group is about what someone looks for. */
export function matchesQuery({ rows }: FigureGroup, query: string): boolean {
  const text = rows
    .flatMap(({ cluster, gpus, revision, service, workload }) => [
      cluster.name,
      cluster.title,
      service?.title,
      workload?.name,
      revision?.name,
      ...(gpus ?? []).map(({ product }) => product),
    ])
    .join(' ');
  return lower(text).includes(lower(query.trim()));
}

/** The number behind a figure; absent when there is none. */
export function numberOf(row: FigureRow, name: FigureName): number | undefined {
  const figure: Figure | undefined = row.figures[name];
  return figure?.status === 'value' ? figure.value : undefined;
}

/**
 * Why nothing can be said of how a row serves; absent when something can. The
 * rate of requests may be 0: then a latency says that there was no traffic.
 */
export function whyNoFigures({
  figures: { requestRate, ttftP95 },
}: FigureRow): Exclude<Figure, { status: 'value' }> | undefined {
  if (!requestRate || requestRate.status !== 'value') {
    return requestRate;
  }
  return requestRate.value === 0 && ttftP95?.status === 'noTraffic'
    ? ttftP95
    : undefined;
}

/** A version is the current one unless it says that another is. */
export function isCurrent({ revision }: FigureRow): boolean {
  return revision?.current !== false;
}

/**
 * How much a row wants to be looked at: what cannot be read, then what fails,
 * what waits, what is slow. A row that is merely idle comes after these.
 */
function trouble(row: FigureRow): number {
  const failed = Object.values(row.figures).some(
    figure => figure?.status === 'error',
  );
  return (
    (failed ? 1e6 : 0) +
    1e4 * (numberOf(row, 'errorRate') ?? 0) +
    10 * Math.min(50, numberOf(row, 'queued') ?? 0) +
    20 * (numberOf(row, 'ttftP95') ?? 0) +
    (row.idle.status === 'idle' ? 5 : 0)
  );
}

function traffic(row: FigureRow): number {
  return numberOf(row, 'requestRate') ?? -1;
}

function cost(row: FigureRow): number {
  return numberOf(row, 'costPerHour') ?? -1;
}

function keyOf({ cluster, service, workload }: FigureRow): string {
  const { kind, namespace, name } = workload ?? {};
  return JSON.stringify([
    cluster.name,
    service?.entityRef,
    kind,
    namespace,
    name,
  ]);
}

function nameOf({ rows: [first] }: FigureGroup): string {
  return `${first?.cluster.title} ${first?.service?.title ?? ''}`;
}

function lower(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
