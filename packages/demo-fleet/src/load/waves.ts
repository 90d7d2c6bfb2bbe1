const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** How demand goes over the day where the users are. */
export interface DayShape {
  /** Hours that local time is ahead of UTC. */
  readonly offsetHours: number;
  /** `office`: a hump by day. `shifts`: steady while the plant works. */
  readonly kind: 'office' | 'shifts';
}

/**
 * Share of the highest demand at a moment, about 0.1 to 1.15: the hour of the
 * day, quieter weekends, a swell of minutes, and noise that `seed` decides.
 */
export function demandShare(shape: DayShape, seed: number, at: number): number {
  const local = at + shape.offsetHours * HOUR_MS;
  const hour = (local % DAY_MS) / HOUR_MS;
  // Day 0 of the epoch was a Thursday.
  const day = (Math.floor(local / DAY_MS) + 4) % 7;
  const weekend = day === 0 || day === 6;
  const swell = 0.1 * Math.sin((at / (9 * MINUTE_MS)) * 2 * Math.PI + seed);
  const noise = 0.24 * (smoothNoise(seed, at / MINUTE_MS) - 0.5);
  const level =
    shape.kind === 'office'
      ? officeHours(hour) * (weekend ? 0.45 : 1)
      : shiftHours(hour) * (weekend ? 0.7 : 1);
  return Math.max(0, level * (1 + swell + noise));
}

/** Lowest at four at night, highest in the early afternoon. */
function officeHours(hour: number): number {
  return 0.55 - 0.43 * Math.cos(((hour - 2) / 24) * 2 * Math.PI);
}

/** Two shifts, from six to ten at night, with a change between. */
function shiftHours(hour: number): number {
  if (hour < 6 || hour >= 22) {
    return 0.15;
  }
  return hour >= 13.75 && hour < 14.25 ? 0.5 : 0.92;
}

/** 0 to 1, without jumps. */
function smoothNoise(seed: number, position: number): number {
  const left = Math.floor(position);
  const share = position - left;
  const eased = share * share * (3 - 2 * share);
  return hash(seed, left) * (1 - eased) + hash(seed, left + 1) * eased;
}

/** The same two numbers always give the same third, 0 to 1. */
function hash(seed: number, step: number): number {
  let word = Math.imul(Math.floor(seed * 1e6) ^ step, 0x45d9f3b);
  word = Math.imul(word ^ (word >>> 16), 0x45d9f3b);
  return ((word ^ (word >>> 16)) >>> 0) / 0x100000000;
}
