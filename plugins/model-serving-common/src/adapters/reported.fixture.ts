import type { Judgement, Workload } from '../api/types';
import { pod, type Json, type PodOptions } from '../fleet/__fixtures__/objects';
import { InvalidObjectError } from '../observed/InvalidObjectError';
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

/** Judges each case, whose first object is the serving one. */
export function itJudges(cases: readonly ReportedCase[]): void {
  it.each(cases)('when $why', ({ objects, expected, replicas }) => {
    const workload = assess(objects);
    expect(workload?.judgement).toMatchObject(expected);
    if (replicas) expect(workload?.replicas).toEqual(replicas);
  });
}

/** The workload that the first object is. */
export function assess(objects: readonly Json[]): Workload | undefined {
  const kind = objects[0]?.kind;
  return assessAll(objects).find(
    ({ ref }) => ref.kind === kind && ref.name === NAME,
  );
}

/** Objects with a field of another type than its CRD says, and that field. */
export function itRefuses(cases: readonly (readonly [string, Json])[]): void {
  it.each(cases)('refuses a wrong type at %s', (path, raw) => {
    const group = String(raw.apiVersion).split('/')[0];
    const projection = observedProjections.find(
      ({ resource }) => resource.kind === raw.kind && resource.group === group,
    );
    let thrown: unknown;
    try {
      projection?.project(raw);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InvalidObjectError);
    expect(thrown).toMatchObject({ path });
  });
}
