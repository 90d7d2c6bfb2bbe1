import type { Evidence } from '../../api/types';
import type {
  EventFinding,
  LogFinding,
  PodFindings,
} from '../../diagnosis/findings';
import { recognise, type Recognised } from '../../diagnosis/recognise';
import type { Recogniser } from '../../diagnosis/recogniser';
import type { PodRecord } from '../../observed/pod';
import { podRef, type PodReading } from './finding';

const SHOWN_LINES = 6;
const SHOWN_EVENTS = 3;

/** What was fetched of a pod, when anything was. */
export function findingsOf(
  pod: PodRecord,
  { seen }: PodReading,
): PodFindings | undefined {
  return seen.findings(pod.meta.uid);
}

/** The log that tells how a container ended, else how far it is. */
export function logOf(
  pod: PodRecord,
  reading: PodReading,
  container: string,
): LogFinding | undefined {
  const logs = (findingsOf(pod, reading)?.logs ?? []).filter(
    log => log.container === container && log.lines.length > 0,
  );
  return logs.find(({ previous }) => previous) ?? logs[0];
}

/** What a container said went wrong: in its last words, else in its log. */
export function causeOf(
  lastWords: string | undefined,
  log: LogFinding | undefined,
  among?: readonly Recogniser[],
): Recognised | undefined {
  const words = recognise((lastWords ?? '').split('\n'), among);
  const logged = recognise(log?.lines ?? [], among);
  // The log is whole where the last words were cut.
  return logged?.reason === words?.reason ? logged ?? words : words ?? logged;
}

/** The line that tells the cause first, then the last ones. */
export function logEvidence(
  pod: PodRecord,
  reading: PodReading,
  log: LogFinding | undefined,
  telling?: string,
): Evidence[] {
  if (!log) return [];
  const last = log.lines.slice(-SHOWN_LINES);
  const lines =
    telling && log.lines.includes(telling) && !last.includes(telling)
      ? [telling, '…', ...last.slice(2)]
      : last;
  return [
    {
      object: podRef(reading.seen.cluster, pod),
      source: 'log',
      path: log.previous ? `${log.container}, its last run` : log.container,
      text: lines.join('\n'),
    },
  ];
}

/** The newest events, warnings first. */
export function eventEvidence(
  pod: PodRecord,
  reading: PodReading,
  isTelling: (event: EventFinding) => boolean = isWarning,
): Evidence[] {
  return (findingsOf(pod, reading)?.events ?? [])
    .filter(isTelling)
    .slice(0, SHOWN_EVENTS)
    .map(({ reason, message, count, at }) => ({
      object: podRef(reading.seen.cluster, pod),
      source: 'event',
      path: reason,
      text: count > 1 ? `${message} (${count} times)` : message,
      ...(at && { at }),
    }));
}

/** The newest event with one of the reasons. */
export function findEvent(
  pod: PodRecord,
  reading: PodReading,
  reasons: readonly string[],
): EventFinding | undefined {
  return findingsOf(pod, reading)?.events.find(({ reason }) =>
    reasons.includes(reason),
  );
}

/** Advice to read something, or why it cannot be read here. */
export function adviceToRead(
  pod: PodRecord,
  reading: PodReading,
  advice: string,
): string {
  const refusal = findingsOf(pod, reading)?.refusals.find(
    ({ what }) => what === 'logs',
  );
  if (!refusal) return advice;
  return [advice, refusal.message, refusal.advice].filter(Boolean).join(' ');
}

function isWarning({ type }: EventFinding): boolean {
  return type === 'Warning';
}
