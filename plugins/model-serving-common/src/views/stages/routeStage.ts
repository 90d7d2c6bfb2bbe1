import { isReady } from '../../adapters/pods/explainPods';
import { routeProblem, routesTo } from '../../adapters/routes/httpRoutes';
import { fieldEvidence, sentence } from '../../adapters/wording';
import type { Stage } from '../../api/types';
import type { PodRecord } from '../../observed/pod';
import type { FoundWorkload } from './types';

/** Whether requests would find it, where something before that is not done. */
export function routeStage(
  { meta, workload, seen }: FoundWorkload,
  pods: readonly PodRecord[],
): Stage {
  const { url, ref } = workload;
  const serves = pods.some(isReady) || (workload.replicas.ready ?? 0) > 0;
  if (!serves) {
    return {
      stage: 'route',
      state: 'waiting',
      message: url
        ? `Its address is ${url}; nothing answers there yet.`
        : 'Not reached yet.',
      evidence: [],
    };
  }
  for (const route of routesTo(meta, () => pods, seen)) {
    const problem = routeProblem(route, seen);
    if (problem) {
      return {
        stage: 'route',
        state: 'doing',
        message: sentence(
          `Requests do not come through the route ${route.meta.name}: ${problem.clause}`,
        ),
        evidence: [...problem.evidence],
        ...(problem.since && { since: problem.since }),
        ...(problem.advice && { advice: problem.advice }),
      };
    }
  }
  return {
    stage: 'route',
    state: 'doing',
    message: url
      ? `Requests to ${url} reach those that serve.`
      : 'Requests reach those that serve.',
    evidence: url ? [fieldEvidence(ref, 'status.url', url)] : [],
  };
}
