const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const units = [
  { from: 2 * DAY, size: DAY, name: 'days' },
  { from: HOUR, size: HOUR, name: 'h' },
  { from: MINUTE, size: MINUTE, name: 'min' },
  { from: 10 * SECOND, size: SECOND, name: 's' },
] as const;

/**
 * An age in the words that fit a card.
 *
 * @param ageMs - milliseconds; below 10 s, and below 0 (the server's clock is
 *   ahead of the browser's), it is "just now"
 */
export function describeAge(ageMs: number): string {
  const amount = amountOf(ageMs);
  return amount === undefined ? 'just now' : `${amount} ago`;
}

/**
 * How long something has been so, to follow "for".
 *
 * @param ageMs - milliseconds; below 10 s, and below 0, "some seconds"
 */
export function describeDuration(ageMs: number): string {
  return amountOf(ageMs) ?? 'some seconds';
}

function amountOf(ageMs: number): string | undefined {
  const unit = units.find(({ from }) => ageMs >= from);
  return unit && `${Math.floor(ageMs / unit.size)} ${unit.name}`;
}

/** Milliseconds until {@link describeAge} may say something else. */
export function ageStep(ageMs: number): number {
  if (ageMs < MINUTE) {
    return 5 * SECOND;
  }
  return ageMs < HOUR ? 20 * SECOND : 10 * MINUTE;
}
