import assert from 'node:assert/strict';
import type { KubernetesObject } from '../kubernetes/objects';
import { NAMESPACE, type ProductCase } from './case';
import { gpuPod } from './objects';
import { assertSchedulerAgrees, gpuLine, place, removePods } from './pods';

const DRIVER = 'gpu.nvidia.com';
const NODE = 'us-dra-1';
const VERSION = 'resource.k8s.io/v1';
const GPUS = 4;

/** A machine whose GPUs no device plugin counts. */
const MACHINE: readonly KubernetesObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: NODE, labels: { 'kubernetes.io/hostname': NODE } },
  },
  {
    apiVersion: VERSION,
    kind: 'ResourceSlice',
    metadata: { name: `${NODE}-${DRIVER}` },
    spec: {
      driver: DRIVER,
      nodeName: NODE,
      pool: { name: NODE, generation: 1, resourceSliceCount: 1 },
      devices: Array.from({ length: GPUS }, (_, index) => ({
        name: `gpu-${index}`,
        attributes: {
          type: { string: 'gpu' },
          uuid: { string: `GPU-0000000${index}` },
          productName: { string: 'NVIDIA B200' },
          architecture: { string: 'Blackwell' },
        },
        capacity: { memory: { value: '183359Mi' } },
      })),
    },
  },
  {
    apiVersion: VERSION,
    kind: 'DeviceClass',
    metadata: { name: DRIVER },
    spec: {
      selectors: [
        {
          cel: {
            expression: `device.driver == '${DRIVER}' && device.attributes['${DRIVER}'].type == 'gpu'`,
          },
        },
      ],
    },
  },
];

function requests(count: number) {
  return {
    devices: {
      requests: [{ name: 'gpu', exactly: { deviceClassName: DRIVER, count } }],
    },
  };
}

const TEMPLATE: KubernetesObject = {
  apiVersion: VERSION,
  kind: 'ResourceClaimTemplate',
  metadata: { name: 'one-gpu', namespace: NAMESPACE },
  spec: { spec: requests(1) },
};

const SHARED: KubernetesObject = {
  apiVersion: VERSION,
  kind: 'ResourceClaim',
  metadata: { name: 'shared', namespace: NAMESPACE },
  spec: requests(2),
};

function claimingPod(
  name: string,
  claim: Readonly<Record<string, string>>,
): KubernetesObject {
  return gpuPod({
    name,
    spec: { resourceClaims: [{ name: 'gpu', ...claim }] },
    claims: ['gpu'],
  });
}

/** That GPUs which the scheduler gives out by claims (DRA) are counted as it does. */
export const deviceCases: readonly ProductCase[] = [
  {
    name: 'devices: GPUs that the real scheduler allocates by claims are counted once, shared or not',
    async run({ product, us }) {
      for (const object of MACHINE) await us.admin.apply(object);
      await us.admin.applyStatus({
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: NODE },
        status: {
          capacity: { cpu: '64', memory: '512Gi', pods: '110' },
          allocatable: { cpu: '64', memory: '512Gi', pods: '110' },
        },
      });
      await us.admin.apply(TEMPLATE);
      await us.admin.apply(SHARED);
      assert.partialDeepStrictEqual(
        await product.until(
          'the GPUs of the slice are seen',
          gpuLine(product, us, DRIVER),
          gpus => gpus?.allocatable === GPUS,
        ),
        { used: 0, free: GPUS, byClaim: true },
      );
      for (const name of ['first', 'second']) {
        await place(us, claimingPod(name, { resourceClaimName: 'shared' }));
      }
      await place(
        us,
        claimingPod('third', { resourceClaimTemplateName: 'one-gpu' }),
      );
      assert.partialDeepStrictEqual(
        await product.until(
          'three of four are used',
          gpuLine(product, us, DRIVER),
          gpus => gpus?.used === 3,
        ),
        { allocatable: GPUS, free: 1, pending: 0 },
      );
      await assertSchedulerAgrees(product, us, {
        resourceName: DRIVER,
        free: 1,
        pod: name =>
          claimingPod(name, { resourceClaimTemplateName: 'one-gpu' }),
      });
    },
  },
  {
    name: 'devices: what claims gave back is free again',
    async run({ product, us }) {
      await removePods(us);
      await us.admin.remove(SHARED);
      await product.until(
        'all devices are free',
        gpuLine(product, us, DRIVER),
        gpus => gpus?.free === GPUS && gpus.pending === 0,
      );
      for (const object of [...MACHINE].reverse()) {
        await us.admin.remove(object);
      }
      await product.until(
        'the machine is gone',
        gpuLine(product, us, DRIVER),
        gpus => gpus === undefined,
      );
    },
  },
];
