import type { ObjectReader } from './ObjectReader';
import { cut } from './text';

/**
 * The status of an InferenceService beside its conditions, KServe v0.20.
 *
 * @public
 */
export interface InferenceStatusRecord {
  readonly url?: string;
  readonly deploymentMode?: string;
  readonly runtimeName?: string;
  /** Filled in Knative mode only. */
  readonly latestReadyRevision?: string;
  readonly latestCreatedRevision?: string;
  readonly traffic: readonly {
    readonly revisionName: string;
    readonly percent?: number;
  }[];
  readonly canaries: readonly {
    readonly name: string;
    readonly ready: boolean;
  }[];
  /** `UpToDate` when the status does not say, as the CRD's default is. */
  readonly transition: string;
  readonly activeModelState?: string;
  readonly targetModelState?: string;
  /** Not cleared after recovery: true only while `transition` is not UpToDate. */
  readonly lastFailure?: {
    readonly reason?: string;
    readonly message?: string;
    readonly time?: string;
  };
}

export function readInferenceStatus(
  status: ObjectReader,
): InferenceStatusRecord {
  const url = status.optionalString('url');
  const deploymentMode = status.optionalString('deploymentMode');
  const runtimeName =
    status.optionalString('servingRuntimeName') ??
    status.optionalString('clusterServingRuntimeName');
  const predictor = status.object('components').object('predictor');
  const latestReadyRevision = predictor.optionalString('latestReadyRevision');
  const latestCreatedRevision = predictor.optionalString(
    'latestCreatedRevision',
  );
  return {
    ...(url && { url }),
    ...(deploymentMode && { deploymentMode }),
    ...(runtimeName && { runtimeName }),
    ...(latestReadyRevision && { latestReadyRevision }),
    ...(latestCreatedRevision && { latestCreatedRevision }),
    traffic: predictor.list('traffic').map(readTraffic),
    canaries: status.list('canaryStatuses').map(canary => ({
      name: canary.string('name'),
      ready: canary.optionalBoolean('ready') ?? false,
    })),
    ...readModelStatus(status.object('modelStatus')),
  };
}

function readTraffic(
  target: ObjectReader,
): InferenceStatusRecord['traffic'][number] {
  const percent = target.optionalInteger('percent');
  return {
    revisionName: target.optionalString('revisionName') ?? '',
    ...(percent !== undefined && { percent }),
  };
}

function readModelStatus(
  model: ObjectReader,
): Pick<
  InferenceStatusRecord,
  'transition' | 'activeModelState' | 'targetModelState' | 'lastFailure'
> {
  const states = model.object('states');
  const activeModelState = states.optionalString('activeModelState');
  const targetModelState = states.optionalString('targetModelState');
  return {
    transition: model.optionalString('transitionStatus') || 'UpToDate',
    ...(activeModelState && { activeModelState }),
    ...(targetModelState && { targetModelState }),
    ...(model.has('lastFailureInfo') && {
      lastFailure: readFailure(model.object('lastFailureInfo')),
    }),
  };
}

function readFailure(
  failure: ObjectReader,
): NonNullable<InferenceStatusRecord['lastFailure']> {
  const reason = failure.optionalString('reason');
  const message = failure.optionalString('message');
  const time = failure.optionalString('time');
  return {
    ...(reason && { reason }),
    ...(message && { message: cut(message) }),
    ...(time && { time }),
  };
}
