import type { EntityGpuUse } from '../api/types';
import {
  claiming,
  deviceClass,
  gpuDevice,
  migDevice,
  resourceClaim,
  resourceSlice,
} from '../fleet/__fixtures__/devices';
import { node, pod, type Json } from '../fleet/__fixtures__/objects';
import { accountOf } from './account.fixture';
import { pick, randomOf } from './random.fixture';

const NAMES = ['nvidia.com/gpu', 'nvidia.com/mig-1g.5gb', 'amd.com/gpu'];
const NODES = 5;
const GPUS = 4;

type Random = (below: number) => number;

function randomNode(index: number, random: Random): Json {
  const gpus = random(3) === 0 ? 0 : random(9);
  return node(`n${index}`, {
    product: pick(['NVIDIA-H100', 'NVIDIA-L4-SHARED'], random),
    resource: pick(NAMES, random),
    gpus,
    // Some say nonsense.
    allocatable: random(12) === 0 ? -3 : random(gpus + 3),
    cordoned: random(5) === 0,
    ready: random(6) !== 0,
    taints: random(5) === 0 ? ['dedicated'] : [],
  });
}

function randomSlice(index: number, random: Random): Json {
  const counters = random(2) === 0;
  return resourceSlice(`s${index}`, {
    ...(random(6) !== 0 && { node: `n${index}` }),
    pool: `pool${index}`,
    slices: random(8) === 0 ? 2 : 1,
    devices: Array.from({ length: GPUS }, (_unused, gpu) => {
      const shared = counters
        ? { consumesCounters: [{ counterSet: `set-${gpu}`, counters: {} }] }
        : {};
      return [
        gpuDevice(`gpu-${gpu}`, {
          ...shared,
          ...(random(8) === 0 && { taints: [{ effect: 'NoSchedule' }] }),
        }),
        ...(counters ? [migDevice(`mig-${gpu}`, `gpu-${gpu}`, shared)] : []),
      ];
    }).flat(),
  });
}

function randomClaim(index: number, random: Random): Json {
  const devices = Array.from(
    { length: random(4) },
    () =>
      `pool${random(NODES + 1)}/${pick(['gpu', 'mig'], random)}-${random(
        GPUS,
      )}`,
  );
  return resourceClaim(`c${index}`, {
    namespace: pick(['chat', 'vision'], random),
    count: 1 + random(3),
    ...(devices.length > 0 && { devices }),
    admin: random(5) === 0,
    pods: random(2) === 0 ? [`p${random(10)}`] : [],
    deviceClass: pick(['gpu.nvidia.com', 'nic.example.com'], random),
  });
}

function randomPod(index: number, random: Random): Json {
  const claims = Array.from({ length: random(3) }, () => `c${random(8)}`);
  return pod(`p${index}`, {
    namespace: pick(['chat', 'vision', 'research'], random),
    gpus: random(5),
    resource: pick(NAMES, random),
    ...(random(3) === 0 && claiming(...claims)),
    ...(random(4) !== 0 && { node: `n${random(NODES + 1)}` }),
    phase: pick(['Running', 'Pending', 'Succeeded', 'Failed'], random),
  });
}

function added(
  uses: Iterable<EntityGpuUse>,
): Record<string, { used: number; pending: number }> {
  const sums: Record<string, { used: number; pending: number }> = {};
  for (const { resourceName, product, used, pending } of uses) {
    if (used + pending === 0) continue;
    const key = `${resourceName} ${product}`;
    const sum = sums[key] ?? { used: 0, pending: 0 };
    sums[key] = { used: sum.used + used, pending: sum.pending + pending };
  }
  return sums;
}

describe('the shares of any cluster', () => {
  it.each(Array.from({ length: 200 }, (_unused, seed) => seed))(
    'are together the whole (seed %d)',
    seed => {
      const random = randomOf(seed);
      const many = (count: number, make: (index: number, of: Random) => Json) =>
        Array.from({ length: random(count + 1) }, (_unused, index) =>
          make(index, random),
        );
      const account = accountOf(
        ...many(NODES, randomNode),
        ...many(NODES, randomSlice),
        ...many(8, randomClaim),
        ...many(14, randomPod),
        deviceClass('gpu.nvidia.com', {
          ...(random(2) === 0 && { extendedResourceName: 'nvidia.com/gpu' }),
        }),
      );
      const { totals } = account;
      expect(added(account.shares(account.pods))).toEqual(added(totals));
      for (const row of totals) {
        const reasons = Object.values(row.unavailableBecause ?? {});
        expect(reasons.reduce((a, b) => a + b, 0)).toBe(row.unavailable);
        expect(row.capacity).toBe(row.allocatable + row.unavailable);
        expect(row.free).toBeLessThanOrEqual(row.allocatable);
        expect(row.free).toBeGreaterThanOrEqual(row.allocatable - row.used);
        expect(row.largestFreeBlock).toBeLessThanOrEqual(row.free);
        for (const figure of [row.used, row.pending, row.unavailable]) {
          expect(figure).toBeGreaterThanOrEqual(0);
        }
      }
      // Of a part of the pods never more than of all.
      const half = account.pods.filter((_unused, index) => index % 2 === 0);
      for (const [key, part] of Object.entries(added(account.useOf(half)))) {
        const whole = added(totals)[key];
        expect(part.used).toBeLessThanOrEqual(whole?.used ?? 0);
        expect(part.pending).toBeLessThanOrEqual(whole?.pending ?? 0);
      }
    },
  );
});
