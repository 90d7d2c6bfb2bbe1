import type { ServiceFacts } from '../facts';

/**
 * Selects the series of a service's pods. Pods of a Deployment are called
 * `<deployment>-<hash>-<five characters>`; engines do not agree on a label
 * that names the service.
 */
export function podSelector({ workload, request }: ServiceFacts): string {
  return selector({
    namespace: request.namespace,
    pod: new RegExp(`${workload}-[0-9a-z]+-[0-9a-z]{5}`),
  });
}

/** Selects what kube-state-metrics says of the Deployment. */
export function deploymentSelector({
  workload,
  request,
}: ServiceFacts): string {
  return selector({ namespace: request.namespace, deployment: workload });
}

/** The sum of a metric. */
export function sumOf(metric: string, matchers: string): string {
  return `sum(${metric}${matchers})`;
}

/** A selector of PromQL; every value is quoted and escaped. */
function selector(labels: Readonly<Record<string, string | RegExp>>): string {
  const matchers = Object.entries(labels).map(([label, value]) =>
    typeof value === 'string'
      ? `${label}=${JSON.stringify(value)}`
      : `${label}=~${JSON.stringify(value.source)}`,
  );
  return `{${matchers.join(',')}}`;
}
