import type { ServiceFacts } from '../facts';
import { BASE_PATHS } from '../paths';
import { deploymentSelector, podSelector, sumOf } from './promql';
import type { ServiceObject } from './types';

/** Lets Prometheus read what the engine measures. */
export function podMonitor(facts: ServiceFacts): ServiceObject {
  const { request, platform, labels, podLabels, port } = facts;
  return {
    path: BASE_PATHS.podMonitor,
    content: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: {
        name: request.service,
        labels: { ...labels, ...platform.monitoring?.labels },
      },
      spec: {
        selector: { matchLabels: podLabels },
        podMetricsEndpoints: [
          { portNumber: port, path: '/metrics', interval: '30s' },
        ],
      },
    },
    defaults: [['spec', 'podMetricsEndpoints']],
  };
}

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
  readonly description: string;
}

/** Tells the owner what a person who waits for an answer would notice. */
export function prometheusRule(facts: ServiceFacts): ServiceObject {
  const { request, platform, labels } = facts;
  return {
    path: BASE_PATHS.prometheusRule,
    content: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: {
        name: request.service,
        labels: { ...labels, ...platform.monitoring?.labels },
      },
      spec: {
        groups: [
          {
            name: `model-serving/${request.service}`,
            rules: alertsOf(facts).map(
              ({ alert, expr, severity, summary, description, ...rest }) => ({
                alert,
                expr,
                for: rest.for,
                labels: {
                  severity,
                  service: request.service,
                  owner: labels['modelfleet.dev/owner'],
                },
                annotations: { summary, description },
              }),
            ),
          },
        ],
      },
    },
    comments: [
      {
        at: ['spec', 'groups'],
        text: 'A group of another name beside this one stays; this one is written anew.',
      },
    ],
  };
}

function alertsOf(facts: ServiceFacts): Alert[] {
  const { service, namespace } = facts.request;
  const { queueTarget } = facts.choices;
  const deployment = deploymentSelector(facts);
  const pods = podSelector(facts);
  const what = `The model service ${service} in ${namespace}`;
  return [
    {
      alert: 'ModelServiceDown',
      expr: `kube_deployment_status_replicas_available${deployment} == 0 and kube_deployment_spec_replicas${deployment} > 0`,
      for: '10m',
      severity: 'critical',
      summary: `${service} does not answer`,
      description: `${what} has had no replica that answers for 10 minutes.`,
    },
    {
      alert: 'ModelServiceQueueLong',
      expr: `${sumOf(
        'vllm:num_requests_waiting',
        pods,
      )} > ${queueTarget} * count(vllm:num_requests_waiting${pods})`,
      for: '15m',
      severity: 'warning',
      summary: `Requests wait for ${service}`,
      description: `${what} has had more than ${queueTarget} waiting requests for each replica for 15 minutes. More replicas or GPUs would help.`,
    },
    {
      alert: 'ModelServiceFirstTokenSlow',
      expr: `histogram_quantile(0.95, sum by (le) (rate(vllm:time_to_first_token_seconds_bucket${pods}[5m]))) > 10`,
      for: '15m',
      severity: 'warning',
      summary: `${service} answers slowly`,
      description: `One request in twenty to ${what.replace(
        'The',
        'the',
      )} has waited for more than 10 seconds for the first word, for 15 minutes.`,
    },
    {
      alert: 'ModelServiceCacheFull',
      expr: `max(vllm:kv_cache_usage_perc${pods}) > 0.95`,
      for: '15m',
      severity: 'warning',
      summary: `The GPU memory for requests of ${service} is full`,
      description: `${what} has used more than 95 % of its KV cache for 15 minutes; requests are put off or begun anew.`,
    },
  ];
}
