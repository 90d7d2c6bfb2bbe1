import type { Judgement, Verdict } from '../api/types';
import {
  conditions,
  deployment,
  deploymentStatus,
  type Json,
} from '../fleet/__fixtures__/objects';
import { assessAll } from './assessOne.fixture';

export const NAME = 'assistant';
export const PODS = {
  'serving.kserve.io/inferenceservice': NAME,
  component: 'predictor',
};

export const UP = conditions({
  PredictorReady: 'True',
  IngressReady: 'True',
  Ready: 'True',
});

export function predictor(
  replicas: number,
  ready: number,
  extra: Json = {},
): Json {
  return deployment(`${NAME}-predictor`, {
    replicas,
    controller: 'InferenceService',
    labels: PODS,
    spec: { selector: { matchLabels: PODS } },
    status: deploymentStatus(replicas, ready, extra),
  });
}

export interface VerdictCase {
  readonly why: string;
  readonly objects: readonly Json[];
  /** What Argo CD v3.5 says of the same status, where it differs. */
  readonly argo?: Verdict;
  readonly expected: Partial<Judgement>;
}

/** What is said of the InferenceService among the objects. */
export function judge(objects: readonly Json[]): Judgement | undefined {
  const [workload] = assessAll(objects).filter(({ ref }) => ref.name === NAME);
  return workload?.judgement;
}
