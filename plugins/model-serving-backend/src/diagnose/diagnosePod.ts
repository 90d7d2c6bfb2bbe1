import {
  condenseLog,
  cutAndRedact,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  EventFinding,
  LogFinding,
  PodFindings,
  PodToDiagnose,
  Refusal,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { ClusterRequestError } from '../transport';
import type { ClusterTransport } from '../transport';
import { readEvents } from './readEvents';
import type { DiagnoseSettings } from './settings';

export interface PodQuestion {
  readonly cluster: string;
  readonly transport: ClusterTransport;
  readonly settings: DiagnoseSettings;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** What the cluster refused a moment ago is not asked for again. */
  readonly refused: ReadonlyMap<Refusal['what'], Refusal>;
}

/**
 * Asks a cluster for the events and the ends of logs of one pod. What it
 * refuses is part of the answer.
 *
 * @throws ClusterRequestError when the cluster does not answer.
 */
export async function diagnosePod(
  pod: PodToDiagnose,
  question: PodQuestion,
): Promise<PodFindings> {
  const refusals = new Map(question.refused);
  const ask = async <T>(
    what: Refusal['what'],
    otherwise: T,
    request: () => Promise<T>,
  ): Promise<T> => {
    if (refusals.has(what)) {
      return otherwise;
    }
    try {
      return await request();
    } catch (error) {
      question.signal.throwIfAborted();
      if (!(error instanceof ClusterRequestError)) {
        throw error;
      }
      if (error.kind === 'forbidden') {
        refusals.set(what, forbidden(what, question.cluster));
        return otherwise;
      }
      // The API server asks the machine for its logs, and that one may be away.
      if (error.kind === 'server' || error.kind === 'timeout') {
        refusals.set(what, unanswered(what, error));
        return otherwise;
      }
      // The run or the pod is gone, or there is no such log: nothing to tell.
      if (error.tooLarge || [204, 400, 404].includes(error.status ?? 0)) {
        return otherwise;
      }
      throw error;
    }
  };
  const events = await ask<readonly EventFinding[]>('events', [], () =>
    fetchEvents(pod, question),
  );
  const logs: LogFinding[] = [];
  for (const log of pod.logs) {
    const lines = await ask<readonly string[]>('logs', [], () =>
      fetchLog(pod, log, question),
    );
    if (lines.length > 0) {
      logs.push({ ...log, lines });
    }
  }
  return {
    fetchedAt: question.now().toISOString(),
    events,
    logs,
    // One that was not asked for is no refusal.
    refusals: [...refusals.values()].filter(
      ({ what }) => what === 'events' || pod.logs.length > 0,
    ),
  };
}

async function fetchEvents(
  { namespace, uid }: PodToDiagnose,
  { transport, settings, signal }: PodQuestion,
): Promise<readonly EventFinding[]> {
  const query = new URLSearchParams({
    fieldSelector: `involvedObject.uid=${uid}`,
    limit: String(settings.events),
  });
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/events`;
  return readEvents(
    await transport.get(`${path}?${query}`, {
      signal,
      timeoutMs: settings.requestTimeoutMs,
    }),
  );
}

/**
 * A limit in bytes cuts off the end, where the cause is: when it was reached,
 * fewer lines are asked for.
 */
async function fetchLog(
  pod: PodToDiagnose,
  log: PodToDiagnose['logs'][number],
  { transport, settings, signal }: PodQuestion,
): Promise<readonly string[]> {
  const { limitBytes, tailLines, fewTailLines } = settings;
  const path =
    `/api/v1/namespaces/${encodeURIComponent(pod.namespace)}` +
    `/pods/${encodeURIComponent(pod.name)}/log`;
  const tail = async (lines: number) => {
    const query = new URLSearchParams({
      container: log.container,
      previous: String(log.previous),
      tailLines: String(lines),
      limitBytes: String(limitBytes),
    });
    return transport.getText(`${path}?${query}`, {
      signal,
      timeoutMs: settings.requestTimeoutMs,
      maxBytes: 2 * limitBytes,
    });
  };
  const text = await tail(tailLines);
  const isCut = Buffer.byteLength(text) >= limitBytes;
  return condenseLog(isCut ? await tail(fewTailLines) : text);
}

function forbidden(what: Refusal['what'], cluster: string): Refusal {
  const rule = what === 'logs' ? 'get on pods/log' : 'list on events';
  return {
    what,
    forbidden: true,
    message: `The ${what} may not be read here: ${cluster} does not let Backstage's account do so.`,
    advice: `The ClusterRole modelfleet-diagnosis of docs/rbac.yaml allows it (${rule}).`,
  };
}

function unanswered(
  what: Refusal['what'],
  { message }: ClusterRequestError,
): Refusal {
  return {
    what,
    forbidden: false,
    message: `The ${what} cannot be read now: ${cutAndRedact(message, 240)}.`,
  };
}
