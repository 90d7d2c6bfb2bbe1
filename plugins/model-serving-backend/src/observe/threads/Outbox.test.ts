import { TestClock } from '../../__testUtils__/TestClock';
import { apple, apples } from '../../__testUtils__/apples';
import type { Report } from './messages';
import { Outbox } from './Outbox';
import { outboxSink } from './outboxSink';
import { Reports } from './Reports';
import { threadMeter } from './threadMeter';

const AT = '2026-01-01T00:00:00.000Z';

function create() {
  const clock = TestClock.create();
  const sent: string[] = [];
  const outbox = Outbox.create({
    send: text => sent.push(text),
    clock,
    signal: new AbortController().signal,
  });
  return {
    sent,
    outbox,
    sink: outboxSink(1, outbox),
    gathered: () => clock.advance(20),
    told: () => sent.splice(0).flatMap((text): Report[] => JSON.parse(text)),
  };
}

const values = (reports: readonly Report[]) =>
  reports.map(report =>
    report.tell === 'put' && 'value' in report.record
      ? report.record.value
      : report.tell,
  );

describe('what a thread tells', () => {
  it('tells of each object only the last, in one message', async () => {
    const { sink, sent, told, gathered } = create();
    sink.put(apples.resource, apple('a', '1'), AT);
    sink.put(apples.resource, apple('b', '2'), AT);
    sink.put(apples.resource, apple('a', '3'), AT);
    expect(sent).toEqual([]);
    await gathered();
    expect(sent).toHaveLength(1);
    expect(values(told())).toEqual(['2', '3']);
  });

  it('keeps a change behind the list that it came after', async () => {
    const { sink, told, gathered } = create();
    sink.put(apples.resource, apple('a', '1'), AT);
    sink.replace(apples.resource, [apple('a', '2')], AT);
    sink.put(apples.resource, apple('a', '3'), AT);
    await gathered();
    expect(values(told())).toEqual(['part', 'replace', '3']);
  });

  it('sends nothing before the last was taken, and keeps what is new', async () => {
    const { sink, outbox, told, gathered } = create();
    sink.put(apples.resource, apple('a', '1'), AT);
    await gathered();
    expect(values(told())).toEqual(['1']);
    for (let value = 2; value < 1_000; value++) {
      sink.put(apples.resource, apple('a', `${value}`), AT);
    }
    await gathered();
    expect(told()).toEqual([]);
    expect(outbox.size).toBe(1);
    outbox.taken();
    expect(values(told())).toEqual(['999']);
    outbox.taken();
    sink.delete(apples.resource, 'a', AT);
    await gathered();
    expect(values(told())).toEqual(['delete']);
  });

  it('tells a long list in messages that are short', async () => {
    const { sink, outbox, sent, gathered } = create();
    const long = 'x'.repeat(10_000);
    const records = Array.from({ length: 100 }, (_, index) =>
      apple(`a${index}`, long),
    );
    sink.replace(apples.resource, records, AT, {
      unreadable: new Set(['b']),
      version: 'v1',
    });
    await gathered();
    while (outbox.size > 0) outbox.taken();
    expect(sent.length).toBeGreaterThan(1);
    for (const text of sent) expect(text.length).toBeLessThan(500_000);

    const lists: unknown[] = [];
    const reports = Reports.create({ kinds: [apples.resource] });
    reports.open(1, {
      ...sink,
      replace: (_, list, at, options) =>
        lists.push([[...list].length, at, options]),
    });
    sent.forEach(text => reports.take(text));
    expect(lists).toEqual([
      [100, AT, { unreadable: new Set(['b']), version: 'v1' }],
    ]);
  });

  it('brings all that a sink can be told, and nothing after the end', async () => {
    const { sink, told, gathered } = create();
    const heard: unknown[] = [];
    const hear =
      (what: string) =>
      (...args: unknown[]) =>
        heard.push([what, ...args.slice(typeof args[0] === 'object' ? 1 : 0)]);
    const reports = Reports.create({ kinds: [apples.resource] });
    reports.open(1, {
      state: hear('state'),
      version: hear('version'),
      replace: hear('replace'),
      put: hear('put'),
      delete: hear('delete'),
      confirm: hear('confirm'),
      absent: hear('absent'),
      forbidden: hear('forbidden'),
    });
    sink.state({ status: 'connecting' });
    sink.state({ status: 'live', confirmedAt: AT, forbidden: [] });
    sink.version({ kubernetes: 'v1.36', simulated: false });
    sink.absent(apples.resource, AT);
    sink.forbidden(apples.resource, 'no', { retryAt: AT });
    sink.replace(apples.resource, [apple('a', '1')], AT);
    sink.put(apples.resource, apple('b', '2'), AT);
    sink.delete(apples.resource, 'a', AT);
    sink.confirm(apples.resource, AT);
    await gathered();
    const text = JSON.stringify(told());
    reports.take(text);
    expect(heard).toEqual([
      ['state'],
      ['version'],
      ['absent', AT],
      ['forbidden', 'no', { retryAt: AT }],
      ['replace', [apple('a', '1')], AT, { unreadable: new Set() }],
      ['put', apple('b', '2'), AT],
      ['delete', 'a', AT],
      ['confirm', AT],
    ]);
    reports.close(1);
    reports.take(text);
    expect(heard).toHaveLength(8);
  });

  it('brings what was counted', async () => {
    const { outbox, told, gathered } = create();
    const counted: Record<string, number> = {};
    const add = (what: string, times = 1) => {
      counted[what] = (counted[what] ?? 0) + times;
    };
    const meter = threadMeter(outbox);
    const reports = Reports.create({
      kinds: [],
      meter: {
        watchEvent: (type, times) => add(type, times),
        listed: cause => add(cause),
        failed: kind => add(kind),
        watchOpened: () => {
          add('watches');
          return () => add('watches', -1);
        },
      },
    });
    const bring = async () => {
      await gathered();
      reports.take(JSON.stringify(told()));
      outbox.taken();
    };
    const closed = meter.watchOpened();
    meter.watchOpened();
    meter.watchEvent('put');
    meter.watchEvent('put');
    meter.listed('first');
    meter.failed('timeout');
    await bring();
    expect(counted).toEqual({ watches: 2, put: 2, first: 1, timeout: 1 });
    closed();
    meter.watchEvent('put');
    await bring();
    expect(counted).toMatchObject({ watches: 1, put: 3 });
    reports.end();
    expect(counted).toMatchObject({ watches: 0 });
  });
});
