import type { ServiceFacts } from '../facts';
import { costLabelOf } from '../labels';
import { horizontalPodAutoscaler, scaledObject } from './autoscaler';
import { disruptionBudget } from './disruptionBudget';
import { externalSecret, serviceAccount } from './hubToken';
import { modelCache } from './modelCache';
import { podMonitor, prometheusRule } from './monitoring';
import { networkPolicy } from './networkPolicy';
import { httpRoute, ingress } from './routes';
import { service } from './service';
import type { ServiceObject } from './types';

export type { ServiceObject } from './types';

/** What stands around the serving object, as it was chosen; by path. */
export function objectsAround(facts: ServiceFacts): ServiceObject[] {
  const { choices } = facts;
  const isKServe = choices.runtime === 'kserve';
  const parts: [boolean, (facts: ServiceFacts) => ServiceObject][] = [
    [!isKServe, service],
    [choices.autoscaling === 'hpa', horizontalPodAutoscaler],
    [choices.autoscaling === 'keda', scaledObject],
    [choices.disruptionBudget, disruptionBudget],
    [choices.networkPolicy, networkPolicy],
    [choices.exposure === 'httproute', httpRoute],
    [choices.exposure === 'ingress', ingress],
    [choices.monitoring, podMonitor],
    [choices.alerts, prometheusRule],
    [choices.hubToken, externalSecret],
    [choices.hubToken && isKServe, serviceAccount],
    [choices.modelCache === 'volume', modelCache],
  ];
  return parts
    .filter(([wanted]) => wanted)
    .map(([, part]) => ownCost(part(facts), facts))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The label that says who pays goes when nobody in particular does. */
function ownCost(object: ServiceObject, facts: ServiceFacts): ServiceObject {
  const label = ['metadata', 'labels', costLabelOf(facts.request)];
  return { ...object, owned: [...(object.owned ?? []), label] };
}
