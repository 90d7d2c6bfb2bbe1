import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import { readConditions, type ConditionRecord } from './condition';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import { readPodTemplate, type PodTemplateRecord } from './podTemplate';
import type { ObservedRecord, Projection } from './resource';

/** KAITO's choice of engine for a preset; vLLM where it is absent. */
const RUNTIME_ANNOTATION = 'kaito.sh/runtime';

/**
 * A KAITO Workspace that serves a model. One that tunes a model leaves no
 * record.
 *
 * @public
 */
export interface KaitoWorkspaceRecord extends ObservedRecord {
  readonly inference: KaitoInferenceRecord;
  /** Machines that are asked for; KAITO reads an absent count as 1. */
  readonly desired: number;
  /** Of v1beta1 only. */
  readonly state?: string;
  readonly conditions: readonly ConditionRecord[];
}

/** What a Workspace, or one of a set, serves. @public */
export interface KaitoInferenceRecord {
  /** `organisation/name` of the Hugging Face Hub, or a name of KAITO's own. */
  readonly preset?: string;
  readonly runtime?: string;
  /** Instead of a preset. */
  readonly template?: PodTemplateRecord;
}

/**
 * The projection of KAITO Workspaces, v0.12 `kaito.sh/v1beta1`. The kind has
 * no `spec`: what is asked for is at the top of the object.
 *
 * @public
 */
export function createKaitoWorkspaceProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<KaitoWorkspaceRecord> {
  return {
    resource: {
      group: 'kaito.sh',
      kind: 'Workspace',
      plural: 'workspaces',
      versions: ['v1beta1', 'v1alpha1'],
    },
    project(raw) {
      const workspace = ObjectReader.create(raw, 'Workspace');
      const meta = readMeta(workspace);
      if (!workspace.has('inference')) return undefined;
      const status = workspace.object('status');
      const state = status.optionalString('state');
      return {
        meta,
        inference: readKaitoInference(workspace, accelerators),
        desired: workspace.object('resource').optionalInteger('count') ?? 1,
        ...(state && { state }),
        conditions: readConditions(status),
      };
    },
  };
}

/** With the resource names that are known by default. @public */
export const kaitoWorkspaceProjection: Projection<KaitoWorkspaceRecord> =
  createKaitoWorkspaceProjection();

/**
 * Reads `inference` of a Workspace, or of the template of a set.
 *
 * @param holder - what has `inference` and `metadata`.
 */
export function readKaitoInference(
  holder: ObjectReader,
  accelerators: readonly AcceleratorRule[],
): KaitoInferenceRecord {
  const inference = holder.object('inference');
  const preset = inference.object('preset').optionalString('name');
  const runtime = holder
    .object('metadata')
    .object('annotations')
    .optionalString(RUNTIME_ANNOTATION);
  return {
    ...(preset && { preset }),
    ...(runtime && { runtime }),
    ...(inference.has('template') && {
      template: readPodTemplate(
        inference.object('template'),
        name => acceleratorRule(name, accelerators) !== undefined,
      ),
    }),
  };
}
