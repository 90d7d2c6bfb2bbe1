import type { Judgement, Workload } from '../api/types';
import { pod, type Json, type PodOptions } from '../fleet/__fixtures__/objects';
import { observedProjections } from '../observed/projections';
import { assessAll } from './assessOne.fixture';

export const NAME = 'assistant';
export const DELETED = {
  metadata: { deletionTimestamp: '2026-11-23T11:00:00Z' },
};

/** An object of a kind that this package has no builder for. */
export function custom(apiVersion: string, kind: string) {
  return ({ metadata, ...rest }: Json = {}): Json => ({
    apiVersion,
    kind,
    metadata: {
      name: NAME,
      namespace: 'chat',
      uid: `${kind}-${NAME}`,
      resourceVersion: '1',
      generation: 1,
      creationTimestamp: '2026-11-23T10:00:00Z',
      ...Object(metadata),
    },
    ...rest,
  });
}

/** A pod with the labels by which its kind finds it. */
export function podOf(
  labels: Record<string, string>,
  options: PodOptions & { name?: string } = {},
): Json {
  return pod(options.name ?? `${NAME}-0`, {
    node: 'a',
    gpus: 2,
    ...options,
    labels,
  });
}

export const IMAGE_PULL: PodOptions = {
  containerStatuses: [
    {
      name: 'main',
      ready: false,
      restartCount: 0,
      state: { waiting: { reason: 'ImagePullBackOff', message: 'not found' } },
    },
  ],
};

export interface ReportedCase {
  readonly why: string;
  readonly objects: readonly Json[];
  readonly expected: Partial<Judgement>;
  readonly replicas?: Workload['replicas'];
}

/** What is said of a case's first object, as far as the case is about it. */
export function saidOf({ objects, replicas }: ReportedCase): unknown {
  const workload = assess(objects);
  return {
    judgement: workload?.judgement,
    ...(replicas && { replicas: workload?.replicas }),
  };
}

/** What must be said: of the numbers exactly these, for absent is not 0. */
export function wantedOf({ expected, replicas }: ReportedCase): unknown {
  return {
    judgement: expect.objectContaining(expected),
    ...(replicas && { replicas }),
  };
}

/** The workload that the first object is. */
export function assess(objects: readonly Json[]): Workload | undefined {
  const kind = objects[0]?.kind;
  return assessAll(objects).find(
    ({ ref }) => ref.kind === kind && ref.name === NAME,
  );
}

/** A field, and an object where it has another type than its CRD says. */
export type Refusal = readonly [path: string, raw: Json];

/** Why the object cannot be read. */
export function refusalOf(raw: Json): unknown {
  const group = String(raw.apiVersion).split('/')[0];
  const projection = observedProjections.find(
    ({ resource }) => resource.kind === raw.kind && resource.group === group,
  );
  try {
    return projection?.project(raw);
  } catch (error) {
    return error;
  }
}
