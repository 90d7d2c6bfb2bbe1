import { TestClock } from '../__testUtils__/TestClock';
import { ListGate } from './ListGate';

const { signal } = new AbortController();

function task() {
  let finish = () => {};
  const end = new Promise<void>(resolve => {
    finish = resolve;
  });
  return { finish: () => finish(), end };
}

async function turn() {
  await new Promise(resolve => setImmediate(resolve));
}

describe('ListGate', () => {
  it('admits as many as it may, then one for each that leaves, in order', async () => {
    const gate = ListGate.create(2);
    const order: number[] = [];
    const tasks = [task(), task(), task(), task()];
    const runs = tasks.map(({ end }, index) =>
      gate.run(signal, async () => {
        order.push(index);
        await end;
      }),
    );
    await turn();
    expect(order).toEqual([0, 1]);
    tasks[1]?.finish();
    await turn();
    expect(order).toEqual([0, 1, 2]);
    tasks.forEach(({ finish }) => finish());
    await Promise.all(runs);
    expect(order).toEqual([0, 1, 2, 3]);
  });

  it('gives the place of one who gave up, or failed, to the next', async () => {
    const gate = ListGate.create(1);
    const first = task();
    const failing = gate.run(signal, async () => {
      await first.end;
      throw new Error('no list');
    });
    const impatient = new AbortController();
    const second = gate.run(impatient.signal, async () => 'second');
    const third = gate.run(signal, async () => 'third');
    impatient.abort(new Error('gave up'));
    await expect(second).rejects.toThrow('gave up');
    first.finish();
    await expect(failing).rejects.toThrow('no list');
    expect(await third).toBe('third');
    expect(await gate.run(signal, async () => 'fourth')).toBe('fourth');
  });

  it('goes through the lanes one after the other, none of them alone', async () => {
    const gate = ListGate.create(3, 2);
    const order: string[] = [];
    const blocker = task();
    const blocked = [0, 1, 2].map(lane =>
      gate.run(signal, () => blocker.end, lane),
    );
    const runs = ['b1', 'a1', 'b2', 'a2', 'a3'].map(name =>
      gate.run(
        signal,
        async () => {
          order.push(name);
          await turn();
        },
        name.startsWith('a') ? 10 : 20,
      ),
    );
    blocker.finish();
    await Promise.all([...blocked, ...runs]);
    expect(order).toEqual(['a1', 'a2', 'b1', 'a3', 'b2']);
  });

  it('lets none wait for work that is slow, and fills no lane the more', async () => {
    const clock = TestClock.create();
    const gate = ListGate.create(2, 2, { clock, afterMs: 3_000 });
    const order: string[] = [];
    const slow = task();
    const run = (name: string, lane: number, end?: Promise<void>) =>
      gate.run(
        signal,
        async () => {
          order.push(name);
          await end;
        },
        lane,
      );
    const runs = [
      run('slow 1', 0, slow.end),
      run('slow 2', 0, slow.end),
      run('slow 3', 0, slow.end),
      run('other', 1),
    ];
    await clock.advance(2_999);
    expect(order).toEqual(['slow 1', 'slow 2']);
    await clock.advance(1);
    expect(order).toEqual(['slow 1', 'slow 2', 'other']);
    slow.finish();
    await Promise.all(runs);
    expect(order).toHaveLength(4);
    await run('after', 0);
    expect(clock.sleepers).toBe(0);
  });
});
