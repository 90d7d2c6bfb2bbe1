import { SimulationClock } from './clock';
import { ManualTime } from './time';

const START = Date.parse('2026-11-01T08:00:00Z');

function setUp(speed = 1) {
  const time = ManualTime.create(START);
  const clock = SimulationClock.create(time, speed);
  const seen: string[] = [];
  const note = (text: string) => () =>
    seen.push(`${text}@${time.now() - START}`);
  return { time, clock, seen, note };
}

describe('SimulationClock', () => {
  it('runs tasks in order of due time, and of arrival when that is equal', () => {
    const { time, clock, seen, note } = setUp();
    clock.after(30, note('third'));
    clock.after(10, note('first'));
    clock.after(10, note('second'));
    time.advance(29);
    expect(seen).toEqual(['first@10', 'second@10']);
    time.advance(1);
    expect(seen).toEqual(['first@10', 'second@10', 'third@30']);
  });

  it('shortens simulated time by the speed, and wall-clock time never', () => {
    const { time, clock, seen, note } = setUp(10);
    clock.after(1_000, note('simulated'));
    clock.afterWall(1_000, note('wall'));
    time.advance(2_000);
    expect(seen).toEqual(['simulated@100', 'wall@1000']);
    expect(clock.elapsed()).toBe(20_000);
  });

  it('keeps the share of time that has passed when the speed changes', () => {
    const { time, clock, seen, note } = setUp();
    clock.after(1_000, note('task'));
    time.advance(600);
    clock.setSpeed(4);
    time.advance(99);
    expect(seen).toEqual([]);
    time.advance(1);
    expect(seen).toEqual(['task@700']);
  });

  it('goes on from another source of time', () => {
    const { time, clock, seen } = setUp();
    clock.after(1_000, () => seen.push('done'));
    time.advance(400);
    const present = ManualTime.create(START + 1_000_000);
    clock.switchTo(present);
    time.advance(10_000);
    expect(seen).toEqual([]);
    present.advance(600);
    expect(seen).toEqual(['done']);
    expect(clock.elapsed()).toBe(1_000);
  });

  it('runs nothing that was cancelled, and nothing after it was stopped', () => {
    const { time, clock, seen, note } = setUp();
    clock.after(10, note('cancelled'))();
    clock.after(20, note('stopped'));
    clock.stop();
    clock.after(5, note('late'));
    time.advance(100);
    expect(seen).toEqual([]);
  });

  it('writes timestamps as Kubernetes does', () => {
    const { clock, time } = setUp();
    time.advance(1_999);
    expect(clock.timestamp()).toBe('2026-11-01T08:00:01Z');
  });
});
