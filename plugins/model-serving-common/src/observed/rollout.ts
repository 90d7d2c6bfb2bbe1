import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import type { ConditionRecord } from './condition';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import { readPodTemplate, type PodTemplateRecord } from './podTemplate';
import type { ObservedRecord, Projection } from './resource';
import { readRolloutStatus, type RolloutStatusRecord } from './rolloutStatus';

/**
 * An Argo Rollout. All of them leave a record, as Deployments do.
 *
 * @public
 */
export interface RolloutRecord extends ObservedRecord {
  /** `spec.replicas`; Argo Rollouts reads an absent one as 1. */
  readonly desired: number;
  /** Seconds; the default is 600. */
  readonly progressDeadlineSeconds: number;
  readonly selector: Readonly<Record<string, string>>;
  /** Empty when `workloadName` says whose template is used. */
  readonly template: PodTemplateRecord;
  /** The Deployment whose template is rolled out, when there is one. */
  readonly workloadName?: string;
  readonly strategy: 'canary' | 'blueGreen' | 'none';
  /** Of each step of a canary: the weight that it sets, when it sets one. */
  readonly steps: readonly { readonly setWeight?: number }[];
  /** A mesh or a gateway splits the traffic into so many parts; else replicas do. */
  readonly trafficParts?: number;
  readonly status: RolloutStatusRecord;
  readonly conditions: readonly ConditionRecord[];
}

/**
 * The projection of Rollouts, Argo Rollouts v1.9 `argoproj.io/v1alpha1`.
 *
 * @public
 */
export function createRolloutProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<RolloutRecord> {
  return {
    resource: {
      group: 'argoproj.io',
      kind: 'Rollout',
      plural: 'rollouts',
      versions: ['v1alpha1'],
    },
    project(raw) {
      const rollout = ObjectReader.create(raw, 'Rollout');
      const spec = rollout.object('spec');
      const strategy = spec.object('strategy');
      const canary = strategy.object('canary');
      const workloadName = spec.object('workloadRef').optionalString('name');
      const { conditions, ...status } = readRolloutStatus(
        rollout.object('status'),
      );
      return {
        meta: readMeta(rollout),
        desired: spec.optionalInteger('replicas') ?? 1,
        progressDeadlineSeconds:
          spec.optionalInteger('progressDeadlineSeconds') ?? 600,
        selector: spec.object('selector').stringMap('matchLabels'),
        template: readPodTemplate(
          spec.object('template'),
          name => acceleratorRule(name, accelerators) !== undefined,
        ),
        ...(workloadName && { workloadName }),
        strategy: strategyOf(strategy),
        steps: canary.list('steps').map(step => {
          const setWeight = step.optionalInteger('setWeight');
          return setWeight === undefined ? {} : { setWeight };
        }),
        ...(canary.has('trafficRouting') && {
          trafficParts:
            canary
              .object('trafficRouting')
              .optionalInteger('maxTrafficWeight') ?? 100,
        }),
        status,
        conditions,
      };
    },
  };
}

/** With the resource names that are known by default. @public */
export const rolloutProjection: Projection<RolloutRecord> =
  createRolloutProjection();

function strategyOf(strategy: ObjectReader): RolloutRecord['strategy'] {
  if (strategy.has('canary')) return 'canary';
  return strategy.has('blueGreen') ? 'blueGreen' : 'none';
}
