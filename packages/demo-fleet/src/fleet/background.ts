import type { Cluster } from '../cluster/cluster';
import { runtimesOf } from '../kserve/runtime';
import type { PodSpec } from '../resources/pod';
import type { AppShape, TrainingShape } from './backgroundApps';
import {
  EVERYWHERE,
  LOCAL,
  onEveryNode,
  TENANT_NAMESPACES,
  TRAINING,
} from './backgroundApps';

/** Everything in a cluster that is there before any model is. */
export function addBackground(cluster: Cluster): void {
  const local = LOCAL[cluster.name] ?? [];
  const daemons = onEveryNode(
    cluster.definition.nodes[0]?.gpu.vendor ?? 'nvidia',
  );
  const training = TRAINING[cluster.name];
  const names = new Set([
    'default',
    'kube-system',
    'kube-public',
    'kube-node-lease',
    ...[...EVERYWHERE, ...daemons, ...local].map(app => app.namespace),
    ...(TENANT_NAMESPACES[cluster.name] ?? []),
    ...(training ? ['research'] : []),
  ]);
  for (const name of names) {
    cluster.namespaces.create({
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
      spec: {},
      status: { phase: 'Active' },
    });
  }
  addRuntimes(cluster);
  for (const app of [...EVERYWHERE, ...local]) {
    cluster.deployments.create({
      metadata: { ...placeOf(app), labels: { app: app.name } },
      spec: {
        replicas: app.replicas ?? 1,
        selector: { matchLabels: { app: app.name } },
        template: { metadata: { labels: { app: app.name } }, spec: podOf(app) },
      },
    });
  }
  for (const app of daemons) {
    cluster.daemonSets.create({
      metadata: { ...placeOf(app), labels: { app: app.name } },
      spec: {
        selector: { matchLabels: { app: app.name } },
        template: { metadata: { labels: { app: app.name } }, spec: podOf(app) },
      },
    });
  }
  if (training) {
    addTraining(cluster, training);
  }
}

function addRuntimes(cluster: Cluster): void {
  for (const { name, format, image, priority } of runtimesOf(
    cluster.definition,
  )) {
    cluster.servingRuntimes.create({
      metadata: { name },
      spec: {
        protocolVersions: ['v2', 'v1'],
        supportedModelFormats: [
          { name: format, version: '1', autoSelect: true, priority },
        ],
        containers: [
          {
            name: 'kserve-container',
            image,
            resources: {
              requests: { cpu: '1', memory: '2Gi' },
              limits: { cpu: '1', memory: '2Gi' },
            },
          },
        ],
      },
    });
  }
}

function addTraining(
  cluster: Cluster,
  { name, resource, gpus }: TrainingShape,
): void {
  const count = { [resource]: String(gpus) };
  cluster.jobs.create({
    metadata: { name, namespace: 'research', labels: { app: name } },
    spec: {
      parallelism: 1,
      completions: 1,
      template: {
        metadata: { labels: { app: name } },
        spec: {
          restartPolicy: 'Never',
          containers: [
            {
              name: 'trainer',
              image: 'registry.example.com/research/trainer:2026.10',
              resources: {
                requests: { cpu: '16', memory: '128Gi', ...count },
                limits: { memory: '128Gi', ...count },
              },
            },
          ],
        },
      },
    },
  });
}

function placeOf({ namespace, name }: AppShape) {
  return { namespace, name };
}

function podOf(app: AppShape): PodSpec {
  const { name, image, cpu, memory, port, device } = app;
  const devices = device ? { [device]: '1' } : {};
  return {
    tolerations: [{ operator: 'Exists' }],
    containers: [
      {
        name,
        image,
        ...(port && {
          ports: [
            { name: port.name, containerPort: port.number, protocol: 'TCP' },
          ],
        }),
        resources: {
          requests: {
            cpu: cpu ?? '100m',
            memory: memory ?? '128Mi',
            ...devices,
          },
          ...(device && { limits: devices }),
        },
      },
    ],
  };
}
