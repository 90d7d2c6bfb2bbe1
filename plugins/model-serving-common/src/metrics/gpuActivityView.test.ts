import { node, pod } from '../fleet/__fixtures__/objects';
import { CONFIRMED, staticFleet } from '../fleet/__fixtures__/staticFleet';
import { answersOf } from './answers.fixture';
import { gpuActivityView } from './gpuActivityView';

const REQUEST = {
  range: '24h' as const,
  refreshSeconds: 15,
  idle: { belowShare: 0.05, afterSeconds: 3_600 },
};

const FLEET = staticFleet(
  {
    name: 'east',
    objects: [
      node('n1', { product: 'NVIDIA-H100' }),
      pod('used', { node: 'n1', gpus: 2 }),
      pod('idle', { node: 'n1', gpus: 2 }),
    ],
  },
  { name: 'west' },
);

describe('gpuActivityView', () => {
  it('counts devices that are held, busy and idle', () => {
    const answers = answersOf({
      now: {
        gpuDevices: { used: 2, idle: 2, exporter: 4 },
        gpuBusy: { used: 1.6, idle: 0, exporter: 0 },
        gpuBusyDevices: { used: 2, idle: 2, exporter: 4 },
        gpuMemoryUsed: { used: 60, idle: 20, exporter: 0 },
        gpuMemoryFree: { used: 0, idle: 20, exporter: 60 },
        gpuPeak: { used: 0.9, idle: 0.01, exporter: 0 },
      },
      past: {
        gpuBusy: [
          {
            cluster: 'east',
            namespace: '',
            set: '',
            product: 'NVIDIA H100',
            values: [4, NaN, 8],
          },
        ],
        gpuBusyDevices: [
          {
            cluster: 'east',
            namespace: '',
            set: '',
            product: 'NVIDIA H100',
            values: [8, 8, 8],
          },
        ],
      },
    });
    const view = gpuActivityView(FLEET, REQUEST, answers);
    expect(view.items).toMatchObject([
      {
        cluster: { name: 'east' },
        status: 'ok',
        source: 'store',
        confirmedAt: CONFIRMED,
        products: [
          {
            product: 'NVIDIA-H100',
            devices: 8,
            held: 4,
            utilization: { status: 'value', value: 0.2 },
            memoryShare: { value: 0.5 },
            power: { status: 'noData', reason: 'notReported' },
            idle: { devices: 2, belowShare: 0.05 },
            utilizationSeries: { values: [0.5, null, 1] },
          },
        ],
      },
      { cluster: { name: 'west' }, status: 'noSource', products: [] },
    ]);
    expect(view.sources).toMatchObject([{ id: 'store' }]);
  });

  it('does not say that nothing is idle when it cannot know', () => {
    const answers = answersOf({ now: { gpuDevices: { idle: 2 } } });
    const [east] = gpuActivityView(FLEET, REQUEST, answers).items;
    expect(east?.products[0]?.idle).toEqual({
      belowShare: 0.05,
      afterSeconds: 3_600,
      message: expect.stringContaining('not watched for long enough'),
    });
  });

  it.each([
    [{ now: {} }, 'noData', 'no metrics of GPUs'],
    [{ now: { gpuDevices: { error: 'time-out' } } }, 'error', 'time-out'],
  ])('says why there is nothing: %j', (saying, status, message) => {
    const [east] = gpuActivityView(
      FLEET,
      { ...REQUEST, cluster: 'east' },
      answersOf(saying),
    ).items;
    expect(east).toMatchObject({
      status,
      products: [],
      message: expect.stringContaining(message),
    });
  });
});
