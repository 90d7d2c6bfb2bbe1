import { SimulationClock } from '../clock/clock';
import { ManualTime } from '../clock/time';
import { CLUSTERS } from '../fleet/clusters';
import type { SimulatedCluster } from '../fleet/simulatedCluster';
import { simulateCluster } from '../fleet/simulatedCluster';
import { SeededRandom } from '../random/random';

export const TEST_START = Date.parse('2026-11-01T08:00:00Z');

/** A cluster in time that only the test moves. */
export interface VirtualCluster extends SimulatedCluster {
  readonly time: ManualTime;
  readonly clock: SimulationClock;
  /** What controllers reported; empty when all is well. */
  readonly errors: unknown[];
}

/** One of the fleet's clusters, its background pods already running. */
export function virtualCluster(name: string, seed = 'test'): VirtualCluster {
  const definition = CLUSTERS.find(cluster => cluster.name === name);
  if (!definition) {
    throw new Error(`no cluster ${name}`);
  }
  const time = ManualTime.create(TEST_START);
  const clock = SimulationClock.create(time);
  const errors: unknown[] = [];
  const simulated = simulateCluster(
    definition,
    clock,
    SeededRandom.create(seed).fork(name),
    error => errors.push(error),
  );
  time.advance(60_000);
  return { ...simulated, time, clock, errors };
}

/** A service that asks for `gpus` GPUs in each of `replicas` replicas. */
export function inferenceService(
  name: string,
  options: {
    namespace?: string;
    uri?: string;
    replicas?: number;
    gpus?: number;
    args?: string[];
    format?: string;
  } = {},
) {
  return {
    metadata: { name, namespace: options.namespace ?? 'chat' },
    spec: {
      predictor: {
        minReplicas: options.replicas ?? 1,
        model: {
          modelFormat: { name: options.format ?? 'huggingface' },
          storageUri: options.uri ?? 'hf://meta-llama/Llama-3.1-8B-Instruct',
          args: options.args ?? ['--max-model-len=16384'],
          resources: {
            requests: { cpu: '4', memory: '24Gi' },
            limits: {
              cpu: '8',
              memory: '32Gi',
              'nvidia.com/gpu': String(options.gpus ?? 1),
            },
          },
        },
      },
    },
  };
}
