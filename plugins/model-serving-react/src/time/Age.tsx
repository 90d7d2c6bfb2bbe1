import { useEffect, useState } from 'react';
import { ageStep, describeAge, describeDuration } from './age';

/** @public */
export interface AgeProps {
  /** ISO 8601, or milliseconds since the epoch; absent when it never happened. */
  at: string | number | undefined;
  /** What to say when it never happened; default "never". */
  never?: string;
  /** Stands before the age, for example "confirmed". */
  prefix?: string;
  /** How long it has been so ("for 3 days") in place of "3 days ago". */
  lasting?: boolean;
}

/**
 * How long ago something was, kept up to date; the exact time is its title.
 *
 * @public
 */
export function Age(props: AgeProps) {
  const { at, never = 'never', prefix, lasting = false } = props;
  const time = at === undefined ? undefined : new Date(at);
  const known = time !== undefined && !Number.isNaN(time.getTime());
  const now = useNow(known ? time.getTime() : undefined);
  const lead = prefix ? `${prefix} ` : '';

  if (!known) {
    return <span>{`${lead}${never}`}</span>;
  }
  const age = now - time.getTime();
  const words = lasting ? `for ${describeDuration(age)}` : describeAge(age);
  return (
    <time dateTime={time.toISOString()} title={time.toLocaleString()}>
      {`${lead}${words}`}
    </time>
  );
}

/** The current time, as often as the age of `since` changes its words. */
function useNow(since: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (since === undefined) {
      return undefined;
    }
    const timer = setTimeout(
      () => setNow(Date.now()),
      ageStep(Date.now() - since),
    );
    return () => clearTimeout(timer);
  }, [since, now]);
  // A moment newer than the last tick must not look as if it lay ahead.
  return since === undefined ? now : Math.max(now, since);
}
