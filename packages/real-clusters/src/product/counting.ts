import assert from 'node:assert/strict';
import type { ProductCase } from './case';
import { gpuPod, type PodOptions } from './objects';
import { assertSchedulerAgrees, gpuLine, place, removePods } from './pods';

const NVIDIA = 'nvidia.com/gpu';

/** What the scheduler charges each of these for is in the comment beside it. */
const PODS: readonly PodOptions[] = [
  { name: 'plain', gpus: 3 },
  // The larger of what runs before and what runs after.
  { name: 'init-is-larger', gpus: 1, initGpus: 4 },
  // What keeps running beside the rest is added to it.
  { name: 'sidecar', gpus: 2, sidecarGpus: 1 },
  // One that has ended holds nothing.
  { name: 'ended', gpus: 2, outcome: 'completed' },
];

/** An engine that virtual machines run, each of which takes a GPU itself. */
const RUNTIME_CLASS = {
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata: { name: 'with-overhead' },
  handler: 'kata',
  overhead: { podFixed: { [NVIDIA]: '1', memory: '120Mi' } },
};

const MORE_PODS: readonly PodOptions[] = [
  // An init container runs beside the sidecars that were started before it.
  { name: 'init-beside-sidecar', gpus: 1, initGpus: 2, sidecarGpus: 1 },
  // What the runtime takes for itself is added.
  {
    name: 'overhead',
    gpus: 1,
    spec: { runtimeClassName: RUNTIME_CLASS.metadata.name },
  },
  // Limits of the whole pod are of processors and memory alone.
  {
    name: 'pod-level',
    gpus: 1,
    spec: { resources: { limits: { cpu: '4', memory: '8Gi' } } },
  },
  // One that failed holds nothing, either.
  { name: 'failed', gpus: 2, outcome: 'failed' },
];

const PHASES: Readonly<Record<string, string>> = {
  completed: 'Succeeded',
  failed: 'Failed',
};

/** That GPUs are counted as the scheduler counts them. */
export const countingCases: readonly ProductCase[] = [
  {
    name: 'counting: sidecars, init containers and ended pods, as the real scheduler does',
    async run({ product, eu }) {
      for (const pod of PODS) {
        await place(eu, gpuPod(pod), PHASES[pod.outcome ?? '']);
      }
      const seen = await product.until(
        'ten of sixteen H100 are used',
        gpuLine(product, eu, NVIDIA),
        gpus => gpus?.used === 10,
      );
      assert.partialDeepStrictEqual(seen, {
        product: 'NVIDIA-H100-80GB-HBM3',
        allocatable: 16,
        used: 10,
        free: 6,
      });
      await assertSchedulerAgrees(product, eu, {
        resourceName: NVIDIA,
        free: 6,
      });
    },
  },
  {
    name: 'counting: what pods gave back is free again',
    async run({ product, eu }) {
      await removePods(eu);
      await product.until(
        'all H100 are free',
        gpuLine(product, eu, NVIDIA),
        gpus => gpus?.free === 16 && gpus.pending === 0,
      );
    },
  },
  {
    name: 'counting: init containers beside sidecars, overhead, limits of whole pods and failed pods, as the real scheduler does',
    async run({ product, us }) {
      await us.admin.apply(RUNTIME_CLASS);
      for (const pod of MORE_PODS) {
        await place(us, gpuPod(pod), PHASES[pod.outcome ?? '']);
      }
      assert.partialDeepStrictEqual(
        await product.until(
          'six of fourteen A100 are used',
          gpuLine(product, us, NVIDIA),
          gpus => gpus?.used === 6,
        ),
        { allocatable: 14, free: 8 },
      );
      await assertSchedulerAgrees(product, us, {
        resourceName: NVIDIA,
        free: 8,
      });
      await removePods(us);
    },
  },
  {
    name: 'counting: slices of a GPU, and GPUs of another maker, have lines of their own, as the real scheduler has',
    async run({ product, us, edge }) {
      const slices = 'nvidia.com/mig-1g.10gb';
      const amd = 'amd.com/gpu';
      await place(us, gpuPod({ name: 'part', gpus: 2, resourceName: slices }));
      await place(edge, gpuPod({ name: 'amd', gpus: 3, resourceName: amd }));
      assert.partialDeepStrictEqual(
        await product.until(
          'two of seven slices are used',
          gpuLine(product, us, slices),
          gpus => gpus?.used === 2,
        ),
        { allocatable: 7, free: 5, unit: 'slice' },
      );
      assert.partialDeepStrictEqual(
        await product.until(
          'three of eight MI300X are used',
          gpuLine(product, edge, amd),
          gpus => gpus?.used === 3,
        ),
        { allocatable: 8, free: 5, unit: 'gpu' },
      );
      await assertSchedulerAgrees(product, us, {
        resourceName: slices,
        free: 5,
      });
      await assertSchedulerAgrees(product, edge, {
        resourceName: amd,
        free: 5,
      });
      await removePods(us);
      await removePods(edge);
    },
  },
];
