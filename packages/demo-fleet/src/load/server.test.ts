import { capacity, nextQueue, operate, serverShape } from './server';
import type { ServiceProfile } from './serviceProfile';

const PROFILE: ServiceProfile = {
  peak: 1,
  promptTokens: 900,
  outputTokens: 220,
  day: { offsetHours: 0, kind: 'office' },
  seed: 7,
  perThousand: { length: 40, abort: 8, error: 2 },
};

const SHAPE = serverShape(
  { sizeBytes: 16e9, kvBytesPerToken: 131_072 },
  {
    resource: 'nvidia.com/gpu',
    count: 1,
    memoryMiB: 81_559,
    share: 1,
    gpu: {
      vendor: 'nvidia',
      count: 8,
      product: 'NVIDIA-H100-80GB-HBM3',
      modelName: 'NVIDIA H100 80GB HBM3',
      family: 'hopper',
      memoryMiB: 81_559,
      memoryRate: 3.35e12,
      powerWatts: 700,
    },
  },
  { utilization: 0.9 },
  PROFILE,
  1,
);

const MOST = capacity(SHAPE, PROFILE);

describe('a server under load', () => {
  it('is slower and fuller the more is asked of it', () => {
    const points = [0.1, 0.3, 0.6, 0.9].map(share =>
      operate(SHAPE, PROFILE, share * MOST, 0),
    );
    for (const key of [
      'running',
      'firstTokenSeconds',
      'tokenSeconds',
      'cacheUsage',
      'gpuUsage',
    ] as const) {
      const values = points.map(point => point[key]);
      expect(values).toEqual([...values].sort((a, b) => a - b));
      expect(new Set(values).size).toBe(4);
    }
    // As many leave as come, as long as there is room.
    expect(points.map(point => point.requestRate / MOST)).toEqual([
      0.1,
      0.3,
      expect.closeTo(0.6),
      expect.closeTo(0.9),
    ]);
  });

  it('lets requests wait when more come than it can take, and refuses the rest', () => {
    let queue = 0;
    for (let step = 0; step < 200; step += 1) {
      queue = nextQueue(SHAPE, PROFILE, 1.5 * MOST, queue, 15);
    }
    const point = operate(SHAPE, PROFILE, 1.5 * MOST, queue);
    expect(point.requestRate).toBeCloseTo(MOST);
    expect(point.waiting).toBeGreaterThan(50);
    expect(point.firstTokenSeconds).toBeGreaterThan(2);
    expect(point.refusedRate).toBeCloseTo(0.5 * MOST);
    for (let step = 0; step < 200; step += 1) {
      queue = nextQueue(SHAPE, PROFILE, 0.2 * MOST, queue, 15);
    }
    expect(operate(SHAPE, PROFILE, 0.2 * MOST, queue).waiting).toBeLessThan(1);
  });

  it('does nothing when nobody asks', () => {
    expect(operate(SHAPE, PROFILE, 0, 0)).toMatchObject({
      requestRate: 0,
      gpuUsage: 0,
      cacheUsage: 0,
    });
  });
});
