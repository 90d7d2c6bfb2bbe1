import { Gate } from './Gate';

const settled = () => new Promise(resolve => setTimeout(resolve, 0));

describe('Gate', () => {
  it('runs a few at once and the others in turn', async () => {
    const gate = Gate.create({ limit: 2 });
    const started: string[] = [];
    const finish = new Map<string, () => void>();
    const { signal } = new AbortController();
    const run = (name: string) =>
      gate.run(signal, () => {
        started.push(name);
        return new Promise<void>(resolve => {
          finish.set(name, resolve);
        });
      });

    const all = ['a', 'b', 'c', 'd'].map(run);
    await settled();
    expect(started).toEqual(['a', 'b']);

    finish.get('b')?.();
    await settled();
    expect(started).toEqual(['a', 'b', 'c']);

    finish.get('a')?.();
    await settled();
    finish.get('c')?.();
    finish.get('d')?.();
    await Promise.all(all);
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('never starts a task that was given up in line, and goes on', async () => {
    const gate = Gate.create({ limit: 1 });
    const controller = new AbortController();
    const { signal } = new AbortController();
    let finish = () => {};
    const first = gate.run(
      signal,
      () =>
        new Promise<void>(resolve => {
          finish = resolve;
        }),
    );
    const task = jest.fn(async () => 'never');
    const second = gate.run(controller.signal, task);
    const third = gate.run(signal, async () => 'third');

    controller.abort();
    finish();
    await first;
    await expect(second).rejects.toThrow();
    await expect(third).resolves.toBe('third');
    expect(task).not.toHaveBeenCalled();
  });

  it('frees the place of a task that fails', async () => {
    const gate = Gate.create({ limit: 1 });
    const { signal } = new AbortController();
    await expect(
      gate.run(signal, async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await expect(gate.run(signal, async () => 'yes')).resolves.toBe('yes');
  });
});
