import { createBody } from '../service/Bodies';
import { SharedBodies } from './SharedBodies';

describe('SharedBodies', () => {
  it('makes an answer once for all who wait for it', async () => {
    const bodies = SharedBodies.create();
    const make = jest.fn(async () => createBody({ a: 1 }));
    const both = await Promise.all([
      bodies.of('key', make),
      bodies.of('key', make),
    ]);
    expect(both[0]).toBe(both[1]);
    expect(make).toHaveBeenCalledTimes(1);
    await bodies.of('other viewers', make);
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('makes it anew after a second', async () => {
    jest.useFakeTimers();
    try {
      const bodies = SharedBodies.create();
      const make = jest.fn(async () => createBody({ a: 1 }));
      await bodies.of('key', make);
      await jest.advanceTimersByTimeAsync(999);
      await bodies.of('key', make);
      expect(make).toHaveBeenCalledTimes(1);
      await jest.advanceTimersByTimeAsync(1);
      await bodies.of('key', make);
      expect(make).toHaveBeenCalledTimes(2);
    } finally {
      jest.useRealTimers();
    }
  });

  it('does not keep a failure', async () => {
    const bodies = SharedBodies.create();
    const failing = async () => {
      throw new Error('no');
    };
    await expect(bodies.of('key', failing)).rejects.toThrow('no');
    const made = bodies.of('key', async () => createBody({ a: 1 }));
    await expect(made).resolves.toMatchObject({ text: '{"a":1}' });
  });
});
