import type {
  FigureRow,
  FiguresView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { formatFigure } from '@modelfleet/backstage-plugin-model-serving-react';
import { numberOf } from './groupFigures';

/**
 * The first line of the card: how much is served, where it is slowest, what
 * it costs and what is held for nothing. Sums are said to be partial where
 * some rows have no figure.
 */
export function summarize(view: FiguresView): string[] {
  const { items, prices } = view;
  return [
    ...served(items),
    ...slowest(items),
    ...costs(items, prices?.currency),
    ...idle(items),
  ];
}

function served(items: readonly FigureRow[]): string[] {
  const known = items.filter(
    row => numberOf(row, 'requestRate') !== undefined || isQuiet(row),
  );
  if (known.length === 0) {
    return [
      items.every(servesNothing)
        ? 'Nothing serves at the moment.'
        : 'How well it serves is not known at the moment.',
    ];
  }
  const requests = sum(known, 'requestRate');
  const tokens = sum(known, 'outputTokenRate');
  const unseen = items.length - known.length;
  if (requests === 0) {
    return [
      unseen > 0
        ? `Nobody asks what can be seen; of ${unseen} of ${items.length} rows it is not known.`
        : 'Nobody asks anything at the moment.',
    ];
  }
  const partial =
    unseen > 0
      ? `, without ${unseen} of ${items.length} rows that say nothing`
      : '';
  return [
    `${perSecond(requests)} requests are answered and ${perSecond(
      tokens,
    )} tokens written in a second${partial}.`,
  ];
}

function servesNothing({ figures: { requestRate } }: FigureRow): boolean {
  return requestRate?.status === 'noData' && requestRate.reason === 'noPods';
}

function perSecond(rate: number): string {
  return formatFigure(rate, 'requestsPerSecond').replace('/s', '');
}

function slowest(items: readonly FigureRow[]): string[] {
  const [worst] = items
    .filter(row => numberOf(row, 'ttftP95') !== undefined)
    .sort(
      (a, b) => (numberOf(b, 'ttftP95') ?? 0) - (numberOf(a, 'ttftP95') ?? 0),
    );
  const value = worst && numberOf(worst, 'ttftP95');
  if (!worst || value === undefined) {
    return [];
  }
  const queued = numberOf(worst, 'queued') ?? 0;
  const waiting =
    queued >= 1
      ? `, and ${formatFigure(queued, 'requests')} ${
          queued < 1.5 ? 'request waits' : 'requests wait'
        }`
      : '';
  const where = items.length > 1 ? `Slowest in ${worst.cluster.title}: ` : '';
  return [
    `${where}95 of 100 requests get their first token within ${formatFigure(
      value,
      'seconds',
    )}${waiting}.`,
  ];
}

function costs(items: readonly FigureRow[], currency?: string): string[] {
  const known = items.filter(row => numberOf(row, 'costPerHour') !== undefined);
  if (known.length === 0) {
    return [];
  }
  const whole = sum(known, 'costPerHour');
  const used = known.filter(
    row => numberOf(row, 'costUsedPerHour') !== undefined,
  );
  const spent = sum(used, 'costUsedPerHour');
  const share =
    used.length === known.length
      ? `, of which ${
          spent < whole / 200
            ? 'nothing'
            : formatFigure(spent, 'currencyPerHour', currency)
        } is used`
      : '';
  return [
    `${formatFigure(whole, 'currencyPerHour', currency)} an hour${share}.`,
  ];
}

function idle(items: readonly FigureRow[]): string[] {
  const rows = items.filter(row => row.idle.status === 'idle');
  if (rows.length === 0) {
    return [];
  }
  const where = [...new Set(rows.map(row => row.cluster.title))];
  return [
    `GPUs are held and hardly used in ${where.slice(0, 3).join(', ')}${
      where.length > 3 ? ` and ${where.length - 3} more` : ''
    }.`,
  ];
}

function isQuiet({ figures }: FigureRow): boolean {
  return figures.requestRate?.status === 'noTraffic';
}

function sum(
  rows: readonly FigureRow[],
  name: Parameters<typeof numberOf>[1],
): number {
  return rows.reduce((total, row) => total + (numberOf(row, name) ?? 0), 0);
}
