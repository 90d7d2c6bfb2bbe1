import { STORAGE_URI_ANNOTATION } from '../cluster/admission';
import type { Cluster } from '../cluster/cluster';
import { nodeGroupOf } from '../fleet/devices';
import { podDemand } from '../scheduler/demand';
import { modelFacts } from '../models/modelFacts';
import { isTrue } from '../resources/conditions';
import type { Pod } from '../resources/pod';
import { MODEL_CONTAINER } from './behaviour';

const MODEL_PORT = 8080;
const DCGM_PORT = 9400;
const GPU = 'nvidia.com/gpu';

/**
 * What a pod's exporter shows on a port: vLLM's figures for a model server,
 * DCGM's for the GPU exporter of a node. `undefined` when nothing listens.
 * The load is a gentle wave, the same for the same moment and seed.
 */
export function metricsText(
  cluster: Cluster,
  pod: Pod,
  port: number | undefined,
): string | undefined {
  if (!isTrue(pod.status?.conditions, 'Ready')) {
    return undefined;
  }
  const names = pod.spec.containers.map(container => container.name);
  if (names.includes(MODEL_CONTAINER) && (port ?? MODEL_PORT) === MODEL_PORT) {
    return vllmMetrics(cluster, pod);
  }
  if (names.includes('dcgm-exporter') && (port ?? DCGM_PORT) === DCGM_PORT) {
    return dcgmMetrics(cluster, pod.spec.nodeName ?? '');
  }
  return undefined;
}

function vllmMetrics(cluster: Cluster, pod: Pod): string {
  const name =
    pod.metadata.labels?.['serving.kserve.io/inferenceservice'] ?? '';
  const labels = `{model_name="${name}",engine="0"}`;
  const load = loadOf(cluster, pod);
  const seconds = secondsReady(cluster, pod);
  const tokens = Math.round(seconds * 900 * meanLoad(cluster, pod));
  return exposition([
    ['vllm:num_requests_running', 'gauge', labels, Math.round(load * 24)],
    [
      'vllm:num_requests_waiting',
      'gauge',
      labels,
      Math.max(0, Math.round((load - 0.8) * 20)),
    ],
    ['vllm:kv_cache_usage_perc', 'gauge', labels, round(load * 0.7)],
    ['vllm:generation_tokens_total', 'counter', labels, tokens],
    ['vllm:prompt_tokens_total', 'counter', labels, tokens * 3],
  ]);
}

function dcgmMetrics(cluster: Cluster, node: string): string {
  const shape = nodeGroupOf(cluster.definition, node)?.gpu;
  if (!shape) {
    return '';
  }
  const here = cluster.pods
    .list()
    .filter(
      pod => pod.spec.nodeName === node && pod.status?.phase === 'Running',
    );
  const holders = here.flatMap(pod =>
    Array.from({ length: podDemand(pod).get(GPU) ?? 0 }, () => pod),
  );
  return exposition(
    Array.from({ length: shape.count }, (_, index) => {
      const pod = holders[index];
      const load = pod ? loadOf(cluster, pod) : 0;
      const labels = `{gpu="${index}",modelName="${
        shape.product
      }",Hostname="${node}",namespace="${pod?.metadata.namespace ?? ''}",pod="${
        pod?.metadata.name ?? ''
      }",container="${pod ? pod.spec.containers[0]?.name ?? '' : ''}"}`;
      const used = pod ? Math.round(shape.memoryMiB * memoryShare(pod)) : 4;
      const samples: Sample[] = [
        ['DCGM_FI_DEV_GPU_UTIL', 'gauge', labels, Math.round(load * 100)],
        ['DCGM_FI_PROF_GR_ENGINE_ACTIVE', 'gauge', labels, round(load)],
        ['DCGM_FI_DEV_FB_USED', 'gauge', labels, used],
        ['DCGM_FI_DEV_FB_FREE', 'gauge', labels, shape.memoryMiB - used],
        [
          'DCGM_FI_DEV_POWER_USAGE',
          'gauge',
          labels,
          round(shape.powerWatts * (0.12 + 0.8 * load)),
        ],
      ];
      return samples;
    }).flat(),
  );
}

/** Servers take their share of memory at once; other jobs take some. */
function memoryShare(pod: Pod): number {
  const uri = pod.metadata.annotations?.[STORAGE_URI_ANNOTATION];
  return uri && modelFacts(uri).sizeBytes > 0 ? 0.9 : 0.74;
}

/** A wave of about ten minutes around a level of its own, 0 to 1. */
function loadOf(cluster: Cluster, pod: Pod): number {
  const random = cluster.random.fork(`load/${pod.metadata.uid}`);
  const phase = random.next() * 2 * Math.PI;
  const swing = Math.sin(cluster.clock.now() / 95_000 + phase) * 0.25;
  return Math.min(1, Math.max(0.02, meanLoad(cluster, pod) + swing));
}

function meanLoad(cluster: Cluster, pod: Pod): number {
  return cluster.random.fork(`level/${pod.metadata.uid}`).between(0.3, 0.7);
}

function secondsReady(cluster: Cluster, pod: Pod): number {
  const ready = pod.status?.conditions?.find(item => item.type === 'Ready');
  const since = Date.parse(ready?.lastTransitionTime ?? '');
  return Math.max(0, (cluster.clock.now() - since) / 1000);
}

type Sample = [name: string, type: string, labels: string, value: number];

/** Prometheus text format, samples of a metric together. */
function exposition(samples: readonly Sample[]): string {
  const lines: string[] = [];
  const names = new Set(samples.map(([name]) => name));
  for (const name of names) {
    const own = samples.filter(sample => sample[0] === name);
    lines.push(`# TYPE ${name} ${own[0]?.[1] ?? 'untyped'}`);
    lines.push(
      ...own.map(([, , labels, value]) => `${name}${labels} ${value}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
