import {
  everyFigure,
  fixtureTime,
  manyFigures,
  withSeries,
} from '../__fixtures__';
import {
  linesOf,
  observedSince,
  pointsOf,
  thinned,
} from './charts/chartPoints';
import { compareVersions } from './compareVersions';
import {
  groupFigures,
  matchesQuery,
  sortGroups,
  whyNoFigures,
} from './groupFigures';
import { summarize } from './summarize';

const time = fixtureTime(Date.parse('2026-11-02T09:00:00Z'));

describe('the rows of figures', () => {
  const groups = groupFigures(everyFigure(time).items);
  const names = (list: readonly (typeof groups)[number][]) =>
    list.map(({ rows }) => rows[0]?.cluster.name);

  it('have versions of one service and cluster together, the newest first', () => {
    expect(groups[0]?.rows.map(({ revision }) => revision?.name)).toEqual([
      'k4fz2xq8cb',
      'n97vshl67v',
    ]);
    expect(groups).toHaveLength(5);
  });

  it.each([
    ['worst', ['cloud-us', 'cloud-eu', 'edge-plant', 'cloud-amd', 'cloud-sa']],
    [
      'busiest',
      ['cloud-eu', 'edge-plant', 'cloud-amd', 'cloud-sa', 'cloud-us'],
    ],
    [
      'cluster',
      ['cloud-amd', 'cloud-eu', 'cloud-sa', 'cloud-us', 'edge-plant'],
    ],
  ] as const)('can be shown %s first', (order, expected) => {
    expect(names(sortGroups(groups, order))).toEqual(expected);
  });

  it.each([
    ['K4FZ', ['cloud-eu']],
    ['hand-made', ['edge-plant']],
    ['h100', names(groups)],
    ['nothing', []],
  ])('are found by %s', (query, expected) => {
    expect(names(groups.filter(group => matchesQuery(group, query)))).toEqual(
      expected,
    );
  });
});

describe('why a row has no figures', () => {
  const [busy] = everyFigure(time).items;
  const noTraffic = {
    status: 'noTraffic',
    unit: 'seconds',
    confirmedAt: time.ago(5),
    message: 'Nothing was asked.',
  } as const;
  const rate = (value: number) =>
    ({
      status: 'value',
      value,
      unit: 'requestsPerSecond',
      confirmedAt: time.ago(5),
    } as const);

  it.each([
    ['there is traffic', rate(3), rate(1), undefined],
    ['nobody asks', rate(0), noTraffic, noTraffic],
    ['nobody asks just now', rate(0), rate(1), undefined],
    ['the rate itself says so', noTraffic, noTraffic, noTraffic],
    ['no engine is there', undefined, undefined, undefined],
  ])('when %s', (_, requestRate, ttftP95, reason) => {
    const figures = {
      ...(requestRate && { requestRate }),
      ...(ttftP95 && { ttftP95 }),
    };
    expect(busy && whyNoFigures({ ...busy, figures })).toEqual(reason);
  });
});

describe('the summary', () => {
  it('says what is served, where it is slow, what it costs, what idles', () => {
    expect(summarize(everyFigure(time))).toEqual([
      '23.6 requests are answered and 7,458 tokens written in a second, without 2 of 6 rows that say nothing.',
      'Slowest in edge-plant: 95 of 100 requests get their first token within 1.4 s.',
      '€21.80 an hour.',
      'GPUs are held and hardly used in cloud-amd.',
    ]);
  });

  it('tells that nobody asks from not knowing', () => {
    const view = everyFigure(time);
    const only = (name: string) => ({
      ...view,
      items: view.items.filter(({ cluster }) => cluster.name === name),
    });
    expect(summarize(only('cloud-amd'))[0]).toBe(
      'Nobody asks anything at the moment.',
    );
    expect(summarize(only('cloud-sa'))).toEqual([
      'How well it serves is not known at the moment.',
    ]);
    const loading = only('cloud-sa').items.map(row => ({
      ...row,
      figures: {
        requestRate: {
          status: 'noData',
          unit: 'requestsPerSecond',
          reason: 'noPods',
          message: 'No replica is ready, so nothing serves.',
        } as const,
      },
    }));
    expect(summarize({ ...view, items: loading })).toContain(
      'Nothing serves at the moment.',
    );
  });
});

describe('two versions', () => {
  it('are compared figure by figure, chance left out', () => {
    const [after, before] =
      groupFigures(everyFigure(time).items)[0]?.rows ?? [];
    expect(
      before &&
        after &&
        compareVersions(before, after).map(({ verdict, text }) => [
          verdict,
          text,
        ]),
    ).toEqual([
      ['better', 'first token 26 % sooner'],
      ['worse', 'tokens after it 26 % slower'],
      ['worse', 'failures 2.9 % of requests more'],
    ]);
  });

  it('are not compared where one has no figures', () => {
    const rows = everyFigure(time).items;
    const [quiet, busy] = [rows[2], rows[0]];
    expect(quiet && busy && compareVersions(quiet, busy)).toEqual([]);
  });
});

describe('the points of a chart', () => {
  const since = '2026-11-02T08:00:00.000Z';
  const { items } = withSeries(manyFigures(time, 2), ['ttftP95'], {
    sinceObservation: since,
  });

  it('have the values of all lines at a moment, and gaps where there is none', () => {
    const lines = linesOf(items, 'ttftP95');
    expect(pointsOf(lines).map(({ values }) => values)).toEqual([
      { line0: 0.1, line1: 0.1 },
      { line0: 0.2, line1: 0.2 },
      { line0: null, line1: null },
      { line0: 0.3, line1: 1.3 },
    ]);
    const late = withSeries(manyFigures(time, 1), ['queued'], {
      sinceObservation: since,
      values: [null, null, 4, null],
    });
    expect(
      pointsOf(linesOf(late.items, 'queued')).map(({ values }) => values),
    ).toEqual([{ line0: 4 }, { line0: null }]);
    expect(linesOf(items, 'queued')).toEqual([]);
    expect(observedSince(items)).toBe(since);
  });

  it('are thinned evenly, the newest always among them', () => {
    const many = Array.from({ length: 100 }, (_, index) => index);
    const few = thinned(many, 13);
    expect(few.length).toBeLessThanOrEqual(13);
    expect(few.at(-1)).toBe(99);
  });
});
