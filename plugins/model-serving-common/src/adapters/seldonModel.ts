import type { Judgement } from '../api/types';
import {
  seldonModelProjection,
  type SeldonModelRecord,
} from '../observed/seldonModel';
import { changedAt, readReported, type ReportedReading } from './reported';
import {
  beforeStatus,
  conditionIs,
  detailOf,
  idle,
  notServing,
  servesNow,
  stopped,
} from './reportedJudgement';
import type { WorkloadAdapter } from './types';
import { notStartedBy } from './wording';

/** Reasons of Seldon v2.10 that do not get better by waiting. */
const FAILED: ReadonlySet<string> = new Set([
  'ModelFailed',
  'ModelTerminateFailed',
  'ScheduleFailed',
]);

/**
 * Seldon Core v2.10 Model. Experimental: read from its source alone.
 *
 * It is loaded into a Server that it shares with others, so that no pod and no
 * GPU is its own.
 *
 * @public
 */
export const seldonModelAdapter: WorkloadAdapter<SeldonModelRecord> = {
  ...seldonModelProjection,
  assess(model, seen) {
    const { resource } = seldonModelProjection;
    const { storageUri, server, requirements, desired, available } = model;
    const { conditions, observedGeneration } = model;
    const reading = readReported(resource, model, seen, {
      conditions,
      pods: [],
      replicas: {
        desired,
        ...(available !== undefined && { ready: available }),
      },
      // Seldon v2.10 never writes it: a 0 would be older than any change.
      ...(observedGeneration && { observedGeneration }),
    });
    return {
      ref: reading.ref,
      runtime: `Seldon${
        server || requirements[0] ? `, ${server ?? requirements[0]}` : ''
      }`,
      ...(storageUri && { artifactUri: storageUri }),
      replicas: reading.replicas,
      revisions: [],
      gpus: [],
      judgement: judge(model, reading),
      changedAt: changedAt(resource, model, seen),
    };
  },
  podsOf: () => [],
};

function judge(model: SeldonModelRecord, reading: ReportedReading): Judgement {
  const { desired, autoscaled } = model;
  const first = beforeStatus(reading);
  if (first) return first;
  const down =
    conditionIs(reading, 'ModelReady', 'False') ??
    conditionIs(reading, 'Ready', 'False');
  if (desired === 0 || down?.reason === 'ModelScaledDown') {
    return autoscaled
      ? idle(reading, 'spec.replicas', String(desired))
      : stopped(reading, 'spec.replicas', String(desired));
  }
  const up = down
    ? undefined
    : conditionIs(reading, 'Ready', 'True') ??
      conditionIs(reading, 'ModelReady', 'True');
  if (up) return servesNow(reading, up);
  const unschedulable = down?.reason === 'ScheduleFailed';
  if (FAILED.has(down?.reason ?? '')) {
    return notServing(
      reading,
      {
        verdict: 'degraded',
        reason: unschedulable ? 'Unschedulable' : 'ModelLoadFailed',
        because: `${
          unschedulable
            ? 'no server of Seldon can take the model'
            : 'the model could not be loaded'
        }: ${detailOf(down)}`,
        advice: unschedulable
          ? 'Ask the platform team for a server with enough memory and what the model requires.'
          : 'Read the log of the server for the cause.',
      },
      down,
    );
  }
  return notServing(
    reading,
    {
      verdict: 'progressing',
      reason: 'ModelLoading',
      ...(down
        ? { because: detailOf(down) ?? 'the model is being loaded' }
        : notStartedBy('Seldon')),
    },
    down,
  );
}
