import type { ServiceOperations, ServiceRuntime } from '../gitops';
import { COST_LABEL } from './labels';
import { valueOf } from './mergeObject';
import { BASE_PATHS } from './paths';
import { SERVING_KINDS, type ServingKind } from './serving';
import { readTopologySpread } from './serving/pod';
import { readStrategy } from './serving/strategy';
import type { ServiceFiles } from './types';
import { readDocuments } from './yamlText';

/** What runs a service by its files; `undefined` without a serving object. */
export function servingIn(files: ServiceFiles): ServingKind | undefined {
  return Object.values(SERVING_KINDS).find(({ path }) => files.has(path));
}

/**
 * The choices that the files of a service show. A figure that cannot be read
 * is left out.
 */
export function readChoices(
  files: ServiceFiles,
  costLabel: string = COST_LABEL,
): {
  runtime?: ServiceRuntime;
  operations?: Partial<ServiceOperations>;
} {
  const serving = servingIn(files);
  if (!serving) {
    return {};
  }
  const has = (part: keyof typeof BASE_PATHS) => files.has(BASE_PATHS[part]);
  const read = (path: string, place: readonly string[]): unknown =>
    readAt(files, path, place);
  const exposure = has('ingress') ? 'ingress' : 'internal';
  const keda = read(BASE_PATHS.scaledObject, ['spec']);
  const costCenter = read(serving.path, ['metadata', 'labels', costLabel]);
  const queueTarget = has('scaledObject')
    ? read(BASE_PATHS.scaledObject, [
        'spec',
        'triggers',
        '[queue]',
        'metadata',
        'threshold',
      ])
    : hpaTarget(read(BASE_PATHS.horizontalPodAutoscaler, ['spec', 'metrics']));
  return {
    runtime: serving.runtime,
    operations: {
      autoscaling: autoscalingIn(files),
      scaleToZero: isMapping(keda) && keda.idleReplicaCount === 0,
      ...asTarget(queueTarget),
      disruptionBudget: has('disruptionBudget'),
      replacement: readStrategy(read(serving.path, serving.strategy)),
      topologySpread: readTopologySpread(
        read(serving.path, [...serving.pod, 'topologySpreadConstraints']),
      ),
      networkPolicy: has('networkPolicy'),
      exposure: has('httpRoute') ? 'httproute' : exposure,
      monitoring: has('podMonitor'),
      alerts: has('prometheusRule'),
      hubToken: has('externalSecret'),
      modelCache: has('modelCache') ? 'volume' : 'ephemeral',
      costCenter: typeof costCenter === 'string' ? costCenter : '',
    },
  };
}

function autoscalingIn(files: ServiceFiles): ServiceOperations['autoscaling'] {
  if (files.has(BASE_PATHS.scaledObject)) {
    return 'keda';
  }
  return files.has(BASE_PATHS.horizontalPodAutoscaler) ? 'hpa' : 'none';
}

function hpaTarget(metrics: unknown): unknown {
  const [first] = Array.isArray(metrics) ? metrics : [];
  const pods: unknown = isMapping(first) ? first.pods : undefined;
  const target = isMapping(pods) ? pods.target : undefined;
  return isMapping(target) ? target.averageValue : undefined;
}

function asTarget(value: unknown): { queueTarget?: number } {
  const figure = Number(value);
  return Number.isInteger(figure) && figure > 0 ? { queueTarget: figure } : {};
}

/** What the first object of a file has; `undefined` when it cannot be read. */
function readAt(
  files: ServiceFiles,
  path: string,
  place: readonly string[],
): unknown {
  try {
    const [document] = readDocuments(path, files.get(path) ?? '');
    return document && valueOf(document, place);
  } catch {
    return undefined;
  }
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
