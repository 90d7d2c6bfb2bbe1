import type { KubernetesObject } from '../kubernetes/objects';

/** An object that no controller touches, so that a test alone changes it. */
export function configMap(
  namespace: string,
  name: string,
  labels: Record<string, string> = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, labels },
    data: { text: 'one' },
  };
}

/** A pod of one container, placed by hand or left to the scheduler. */
export function pod(
  namespace: string,
  name: string,
  nodeName: string | undefined,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: {
      ...(nodeName
        ? { nodeName }
        : { nodeSelector: { 'kubernetes.io/hostname': 'nowhere' } }),
      terminationGracePeriodSeconds: 0,
      containers: [{ name: 'main', image: 'registry.example.com/server:1' }],
    },
  };
}

export function deployment(namespace: string, name: string): KubernetesObject {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            { name: 'main', image: 'registry.example.com/server:1' },
          ],
        },
      },
    },
  };
}
