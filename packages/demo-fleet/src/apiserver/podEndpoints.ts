import type { Cluster } from '../cluster/cluster';
import type { FaultBoard } from '../faults/faultBoard';
import type { Kubelets } from '../kubelet/kubelet';
import type { MeasuredCluster } from '../kubelet/metrics';
import { metricsText } from '../kubelet/metrics';
import { StatusError } from '../objects/statusError';
import type { Answer } from './answer';
import type { ResourceTarget } from './target';

/** `GET …/pods/<name>/log` with `container`, `previous`, `tailLines`, `limitBytes`, `timestamps`. */
export function podLog(
  cluster: Cluster,
  kubelets: Kubelets,
  target: ResourceTarget,
  query: URLSearchParams,
): Answer {
  const { namespace, name = '' } = target;
  const pod = cluster.pods.get({ namespace, name });
  if (!pod) {
    throw cluster.pods.notFound(name);
  }
  const containers = [
    ...pod.spec.containers,
    ...(pod.spec.initContainers ?? []),
  ].map(container => container.name);
  const [first = ''] = containers;
  const container = query.get('container') ?? first;
  if (!query.get('container') && pod.spec.containers.length > 1) {
    throw StatusError.create(
      'BadRequest',
      `a container name must be specified for pod ${name}, choose one of: [${containers.join(
        ' ',
      )}]`,
    );
  }
  if (!containers.includes(container)) {
    throw StatusError.create(
      'BadRequest',
      `container ${container} is not valid for pod ${name}`,
    );
  }
  if (!pod.spec.nodeName) {
    // There is no kubelet to ask.
    return { code: 204, text: '' };
  }
  const previous = query.get('previous') === 'true';
  const lines = kubelets.logs(pod, container, previous);
  if (!lines) {
    throw StatusError.create(
      'BadRequest',
      previous
        ? `previous terminated container "${container}" in pod "${name}" not found`
        : `container "${container}" in pod "${name}" is waiting to start: ${waitingReason(
            pod.status?.containerStatuses?.find(
              status => status.name === container,
            )?.state.waiting?.reason,
          )}`,
    );
  }
  const tail = query.get('tailLines');
  const kept =
    tail === null ? lines : lines.slice(-Number(tail) || lines.length);
  const shown =
    query.get('timestamps') === 'true'
      ? kept
      : kept.map(line => line.slice(line.indexOf(' ') + 1));
  const text = shown.map(line => `${line}\n`).join('');
  const limit = query.get('limitBytes');
  return {
    code: 200,
    text:
      limit === null
        ? text
        : Buffer.from(text).subarray(0, Number(limit)).toString('utf8'),
  };
}

/**
 * `GET …/pods/<name>:<port>/proxy/metrics`: what the pod's exporter shows. As
 * in Kubernetes the port is a number, a pod's port names are not looked up.
 */
export function podProxy(
  measured: MeasuredCluster & { readonly faults: FaultBoard },
  target: ResourceTarget,
): Answer {
  const { cluster, faults } = measured;
  const [name = '', port = ''] = (target.name ?? '').split(':').slice(-2);
  const pod = cluster.pods.get({
    namespace: target.namespace,
    name: target.name?.includes(':') ? name : target.name ?? '',
  });
  if (!pod) {
    throw cluster.pods.notFound(name);
  }
  const text =
    target.rest === 'metrics' && !faults.find('no-metrics')
      ? metricsText(measured, pod, Number(port) || undefined)
      : undefined;
  if (text === undefined) {
    throw StatusError.create(
      'ServiceUnavailable',
      `error trying to reach service: dial tcp ${
        pod.status?.podIP ?? ''
      }:${port}: connect: connection refused`,
    );
  }
  return { code: 200, text };
}

function waitingReason(reason: string | undefined): string {
  return reason ?? 'ContainerCreating';
}
