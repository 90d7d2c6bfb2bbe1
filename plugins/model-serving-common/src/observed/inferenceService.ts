import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import { effectiveRequest, type ResourceCounts } from '../gpu/effectiveRequest';
import { readConditions, type ConditionRecord } from './condition';
import {
  readContainer,
  readContainers,
  type ContainerRecord,
} from './container';
import {
  readInferenceStatus,
  type InferenceStatusRecord,
} from './inferenceServiceStatus';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/**
 * A KServe InferenceService.
 *
 * @public
 */
export interface InferenceServiceRecord extends ObservedRecord {
  readonly predictor: PredictorRecord;
  /** Canaries of Standard mode (KServe v0.20 `spec.canary[]`). */
  readonly canaries: readonly {
    readonly name: string;
    readonly trafficPercent?: number;
    readonly predictor: PredictorRecord;
  }[];
  readonly conditions: readonly ConditionRecord[];
  readonly status: InferenceStatusRecord;
}

/** What serves the model. @public */
export interface PredictorRecord {
  readonly name?: string;
  readonly modelFormat?: string;
  readonly runtime?: string;
  /** The artifact, as written. */
  readonly storageUri?: string;
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  /** Of Knative mode. */
  readonly canaryTrafficPercent?: number;
  readonly containers: readonly ContainerRecord[];
  /** For each replica, accelerators only. */
  readonly requests: ResourceCounts;
  readonly nodeSelector: Readonly<Record<string, string>>;
}

// The shorthands that came before `predictor.model`.
const LEGACY_FORMATS = [
  'sklearn',
  'xgboost',
  'tensorflow',
  'pytorch',
  'triton',
  'onnx',
  'huggingface',
  'pmml',
  'lightgbm',
  'paddle',
] as const;

/**
 * The projection of InferenceServices, KServe v0.20
 * `serving.kserve.io/v1beta1`.
 *
 * @public
 */
export function createInferenceServiceProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<InferenceServiceRecord> {
  const isAccelerator = (name: string) =>
    acceleratorRule(name, accelerators) !== undefined;
  return {
    resource: {
      group: 'serving.kserve.io',
      kind: 'InferenceService',
      plural: 'inferenceservices',
      versions: ['v1beta1'],
    },
    project(raw) {
      const service = ObjectReader.create(raw, 'InferenceService');
      const spec = service.object('spec');
      return {
        meta: readMeta(service),
        predictor: readPredictor(spec.object('predictor'), isAccelerator),
        canaries: spec.list('canary').map(canary => {
          const trafficPercent = canary.optionalInteger('trafficPercent');
          return {
            name: canary.object('predictor').optionalString('name') ?? '',
            ...(trafficPercent !== undefined && { trafficPercent }),
            predictor: readPredictor(canary.object('predictor'), isAccelerator),
          };
        }),
        conditions: readConditions(service.object('status')),
        status: readInferenceStatus(service.object('status')),
      };
    },
  };
}

/** With the resource names that are known by default. @public */
export const inferenceServiceProjection: Projection<InferenceServiceRecord> =
  createInferenceServiceProjection();

function readPredictor(
  predictor: ObjectReader,
  isAccelerator: (resourceName: string) => boolean,
): PredictorRecord {
  const legacy = LEGACY_FORMATS.find(format => predictor.has(format));
  const model = predictor.object(legacy ?? 'model');
  const custom = readContainers(predictor, isAccelerator);
  const containers =
    custom.length > 0
      ? custom
      : [readContainer(model, 'container', isAccelerator)];
  const name = predictor.optionalString('name');
  const modelFormat =
    legacy ?? model.object('modelFormat').optionalString('name');
  const runtime = model.optionalString('runtime');
  const storageUri =
    model.optionalString('storageUri') ??
    predictor.list('storageUris')[0]?.optionalString('uri');
  const minReplicas = predictor.optionalInteger('minReplicas');
  const maxReplicas = predictor.optionalInteger('maxReplicas');
  const canaryTrafficPercent = predictor.optionalInteger(
    'canaryTrafficPercent',
  );
  return {
    ...(name && { name }),
    ...(modelFormat && { modelFormat }),
    ...(runtime && { runtime }),
    ...(storageUri && { storageUri }),
    ...(minReplicas !== undefined && { minReplicas }),
    ...(maxReplicas !== undefined && { maxReplicas }),
    ...(canaryTrafficPercent !== undefined && { canaryTrafficPercent }),
    containers,
    requests: effectiveRequest(containers),
    nodeSelector: predictor.stringMap('nodeSelector'),
  };
}
