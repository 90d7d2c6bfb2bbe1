import { countReasons } from './finishReasons';
import { demandShare } from './waves';

const MONDAY = Date.parse('2026-11-02T00:00:00Z');
const HOUR = 3_600_000;

describe('demand', () => {
  it.each([
    ['office', 3, 14],
    ['shifts', 2, 10],
  ] as const)('of %s is low at night and high by day', (kind, night, day) => {
    const at = (hour: number) =>
      demandShare({ offsetHours: 0, kind }, 3.2, MONDAY + hour * HOUR);
    expect(at(night)).toBeLessThan(0.3);
    expect(at(day)).toBeGreaterThan(0.6);
  });

  it('follows the time of its users, and rests at the weekend', () => {
    const at = (offsetHours: number, ms: number) =>
      demandShare({ offsetHours, kind: 'office' }, 3.2, ms);
    const noon = MONDAY + 14 * HOUR;
    expect(at(0, noon)).toBeGreaterThan(at(-8, noon));
    expect(at(0, noon)).toBeGreaterThan(at(0, noon - 24 * HOUR));
  });

  it('never jumps', () => {
    for (let second = 0; second < 3600; second += 5) {
      const shape = { offsetHours: 0, kind: 'office' } as const;
      const now = demandShare(shape, 1.5, MONDAY + 10 * HOUR + second * 1000);
      const then = demandShare(
        shape,
        1.5,
        MONDAY + 10 * HOUR + (second + 5) * 1000,
      );
      expect(Math.abs(now - then)).toBeLessThan(0.05);
    }
  });
});

describe('reasons why requests ended', () => {
  it('add up to the requests, and only rise', () => {
    let before = { stop: 0, length: 0, abort: 0, error: 0 };
    for (let total = 0; total <= 2_500; total += 1) {
      const now = countReasons(total, { length: 40, abort: 9, error: 3 });
      expect(now.stop + now.length + now.abort + now.error).toBe(total);
      for (const reason of ['stop', 'length', 'abort', 'error'] as const) {
        expect(now[reason]).toBeGreaterThanOrEqual(before[reason]);
      }
      before = now;
    }
    expect(before).toMatchObject({ length: 100, abort: 22, error: 7 });
  });
});
