import { readConditions, type ConditionRecord } from './condition';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/**
 * An InferencePool of the Gateway API: a part of the route to a model. It
 * serves nothing by itself.
 *
 * @public
 */
export interface InferencePoolRecord extends ObservedRecord {
  /** Labels of the pods that it sends requests to. */
  readonly selector: Readonly<Record<string, string>>;
  /** Requests are sent on even where the endpoint picker is not there. */
  readonly failsOpen: boolean;
  readonly picker?: string;
  /** Those that handle it, usually gateways. */
  readonly parents: readonly {
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
    readonly conditions: readonly ConditionRecord[];
  }[];
}

/**
 * The projection of InferencePools, Gateway API Inference Extension v1.6
 * `inference.networking.k8s.io/v1`.
 *
 * @public
 */
export const inferencePoolProjection: Projection<InferencePoolRecord> = {
  resource: {
    group: 'inference.networking.k8s.io',
    kind: 'InferencePool',
    plural: 'inferencepools',
    versions: ['v1'],
  },
  project(raw) {
    const pool = ObjectReader.create(raw, 'InferencePool');
    const spec = pool.object('spec');
    const reference = spec.object('endpointPickerRef');
    const picker = reference.optionalString('name');
    return {
      meta: readMeta(pool),
      selector: spec.object('selector').stringMap('matchLabels'),
      failsOpen: reference.optionalString('failureMode') === 'FailOpen',
      ...(picker && { picker }),
      parents: pool.object('status').list('parents').map(readParent),
    };
  },
};

function readParent(
  parent: ObjectReader,
): InferencePoolRecord['parents'][number] {
  const reference = parent.object('parentRef');
  const namespace = reference.optionalString('namespace');
  return {
    kind: reference.optionalString('kind') ?? 'Gateway',
    ...(namespace && { namespace }),
    name: reference.optionalString('name') ?? '',
    conditions: readConditions(parent),
  };
}

/**
 * Pools of the group that the extension had before v1.0,
 * `inference.networking.x-k8s.io/v1alpha2`: the selector is the labels
 * themselves, the picker an `extensionRef`, and the list of parents is called
 * `parent`.
 *
 * @public
 */
export const formerInferencePoolProjection: Projection<InferencePoolRecord> = {
  resource: {
    group: 'inference.networking.x-k8s.io',
    kind: 'InferencePool',
    plural: 'inferencepools',
    versions: ['v1alpha2'],
  },
  project(raw) {
    const pool = ObjectReader.create(raw, 'InferencePool');
    const spec = pool.object('spec');
    const reference = spec.object('extensionRef');
    const picker = reference.optionalString('name');
    return {
      meta: readMeta(pool),
      selector: spec.stringMap('selector'),
      failsOpen: reference.optionalString('failureMode') === 'FailOpen',
      ...(picker && { picker }),
      parents: pool.object('status').list('parent').map(readParent),
    };
  },
};
