import { TestClock } from '../__testUtils__/TestClock';
import { Rechecks } from './Rechecks';

describe('Rechecks', () => {
  const everyMs = 60_000;
  let clock: TestClock;
  let controller: AbortController;
  let rechecks: Rechecks;

  beforeEach(() => {
    clock = TestClock.create();
    controller = new AbortController();
    rechecks = Rechecks.create({
      everyMs,
      clock,
      random: () => 0.5,
      signal: controller.signal,
    });
  });

  it('wakes all kinds at the same moment, however late they came', async () => {
    const woken: number[] = [];
    const look = async () => {
      await rechecks.wait();
      woken.push(clock.now().getTime());
    };
    const first = look();
    await clock.advance(40_000);
    const second = look();
    expect(clock.sleepers).toBe(1);
    await clock.advance(20_000);
    await Promise.all([first, second]);
    expect(new Set(woken).size).toBe(1);
  });

  it('waits anew after that', async () => {
    const first = rechecks.wait();
    await clock.advance(everyMs);
    await first;
    const second = rechecks.wait();
    expect(clock.sleepers).toBe(1);
    await clock.advance(everyMs);
    await expect(second).resolves.toBeUndefined();
  });

  it('ends with the session', async () => {
    const waits = [rechecks.wait(), rechecks.wait()];
    controller.abort(new Error('over'));
    for (const wait of waits) await expect(wait).rejects.toThrow('over');
    expect(clock.sleepers).toBe(0);
  });
});
