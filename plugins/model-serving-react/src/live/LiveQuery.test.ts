import { ResponseError } from '@backstage/errors';
import type { Answer } from '@modelfleet/backstage-plugin-model-serving-common';
import { LiveQuery } from './LiveQuery';
import { manualTime, deferredCalls } from './__testUtils__';

interface View {
  version: string;
}

function setUp() {
  const time = manualTime();
  const calls = deferredCalls<Answer<View>>();
  let visible = true;
  const watchers = new Set<() => void>();
  const query = LiveQuery.create<View>({
    fetch: calls.call,
    versionOf: ({ version }) => version,
    clock: time.clock,
    visibility: {
      isVisible: () => visible,
      subscribe: callback => {
        watchers.add(callback);
        return () => watchers.delete(callback);
      },
    },
    random: () => 0,
    pollMs: 15_000,
  });
  return {
    time,
    calls,
    query,
    watchers,
    setVisible(next: boolean) {
      visible = next;
      watchers.forEach(callback => callback());
    },
    async answer(version: string, etag = `"${version}"`) {
      await calls.resolve({ status: 'changed', value: { version }, etag });
    },
  };
}

describe('LiveQuery', () => {
  it('asks once for all listeners, and tells them of the answer', async () => {
    const { query, calls, answer } = setUp();
    const first = jest.fn();
    const second = jest.fn();

    query.subscribe(first, 1_000);
    query.subscribe(second, 1_000);
    expect(calls.count()).toBe(1);
    expect(query.getState()).toEqual({ status: 'loading' });

    await answer('1');
    expect(query.getState()).toMatchObject({
      status: 'ready',
      data: { version: '1' },
    });
    expect(first).toHaveBeenCalledTimes(1);
    expect(second).toHaveBeenCalledTimes(1);
  });

  it('polls slowly, with the ETag, and takes "unchanged" as a confirmation', async () => {
    const { query, calls, time, answer } = setUp();
    query.subscribe(jest.fn(), 1_000);
    await answer('1');
    const before = query.getState();

    time.advance(14_999);
    expect(calls.count()).toBe(1);
    time.advance(1);
    expect(calls.last()).toMatchObject({ ifNoneMatch: '"1"' });
    await calls.resolve({ status: 'unchanged' });

    const after = query.getState();
    expect(after).toMatchObject({ status: 'ready', data: { version: '1' } });
    expect(after).not.toEqual(before);
  });

  it('asks again for a newer version, but not more often than its most eager listener wants', async () => {
    const { query, calls, time, answer } = setUp();
    query.subscribe(jest.fn(), 10_000);
    const leave = query.subscribe(jest.fn(), 1_000);
    await answer('1');

    query.announce('2');
    expect(calls.count()).toBe(1);
    time.advance(1_000);
    expect(calls.count()).toBe(2);
    await answer('2');

    leave();
    query.announce('3');
    time.advance(9_000);
    expect(calls.count()).toBe(2);
    time.advance(1_000);
    expect(calls.count()).toBe(3);
  });

  it('does not ask for a version that it shows already', async () => {
    const { query, calls, time, answer } = setUp();
    query.subscribe(jest.fn(), 1_000);
    await answer('2');

    query.announce('2');
    time.advance(14_000);
    expect(calls.count()).toBe(1);
  });

  it('asks once more when a version is announced during a request', async () => {
    const { query, calls, time, answer } = setUp();
    query.subscribe(jest.fn(), 1_000);
    query.announce('2');
    expect(calls.count()).toBe(1);

    await answer('1');
    time.advance(1_000);
    expect(calls.count()).toBe(2);
  });

  it('keeps what it knows when an error comes, and waits longer each time', async () => {
    const { query, calls, time, answer } = setUp();
    query.subscribe(jest.fn(), 1_000);
    await answer('1');

    const pauses = [];
    time.advance(15_000);
    for (const pause of [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]) {
      const asked = calls.count();
      await calls.reject(new Error('no route'));
      expect(query.getState()).toMatchObject({
        status: 'failed',
        error: { message: 'no route' },
        last: { data: { version: '1' } },
      });
      // Signals do not shorten the pause.
      query.announce('9');
      time.advance(pause - 1);
      expect(calls.count()).toBe(asked);
      time.advance(1);
      expect(calls.count()).toBe(asked + 1);
      pauses.push(pause);
    }
    await answer('2');
    expect(query.getState()).toMatchObject({ status: 'ready' });
  });

  it('waits longest when the server refuses the request', async () => {
    const { query, calls, time } = setUp();
    query.subscribe(jest.fn(), 1_000);
    await calls.reject(
      await ResponseError.fromResponse({
        ok: false,
        status: 403,
        statusText: 'Forbidden',
        headers: new Headers({ 'content-type': 'application/json' }),
        text: async () =>
          JSON.stringify({
            error: { name: 'NotAllowedError', message: 'no' },
            response: { statusCode: 403 },
          }),
      } as never),
    );

    time.advance(59_999);
    expect(calls.count()).toBe(1);
    time.advance(1);
    expect(calls.count()).toBe(2);
  });

  it('asks at once when a person wants it, also after an error', async () => {
    const { query, calls } = setUp();
    query.subscribe(jest.fn(), 1_000);
    await calls.reject(new Error('no route'));

    query.refresh();
    expect(calls.count()).toBe(2);
    query.refresh();
    expect(calls.count()).toBe(2);
  });

  it('turns a fetch that throws at once into a failure', async () => {
    const time = manualTime();
    const query = LiveQuery.create<View>({
      fetch: () => {
        throw new Error('not today');
      },
      clock: time.clock,
      visibility: { isVisible: () => true, subscribe: () => () => {} },
      random: () => 0,
      pollMs: 15_000,
    });
    const told = new Promise<void>(resolve => {
      query.subscribe(resolve, 1_000);
    });
    await told;
    expect(query.getState()).toMatchObject({
      status: 'failed',
      error: { message: 'not today' },
    });
  });

  it('asks nothing while the page is hidden, and catches up when it is seen', async () => {
    const { query, calls, time, answer, setVisible } = setUp();
    query.subscribe(jest.fn(), 1_000);
    await answer('1');

    setVisible(false);
    query.announce('2');
    time.advance(600_000);
    expect(calls.count()).toBe(1);

    setVisible(true);
    expect(calls.count()).toBe(2);
  });

  it('gives up the request when the last listener leaves, and keeps the data', async () => {
    const { query, calls, time, answer, watchers } = setUp();
    const leave = query.subscribe(jest.fn(), 1_000);
    await answer('1');
    time.advance(15_000);
    const { signal } = calls.last();

    leave();
    expect(signal.aborted).toBe(true);
    expect(watchers.size).toBe(0);
    await answer('2');
    expect(query.getState()).toMatchObject({ data: { version: '1' } });

    time.advance(600_000);
    expect(calls.count()).toBe(2);
    query.subscribe(jest.fn(), 1_000);
    expect(calls.count()).toBe(3);
  });
});
