import { estimateCost } from './estimateCost';

it('adds up what has a price, and names what has none', () => {
  const prices = {
    currency: 'EUR',
    source: 'configured' as const,
    perHour: new Map([['NVIDIA-L4', 0.75]]),
  };
  const row = { replicas: 2, gpusPerReplica: 2 };
  expect(
    estimateCost(
      [
        { ...row, cluster: 'edge', product: 'NVIDIA-L4' },
        { ...row, cluster: 'eu', product: 'NVIDIA-H100' },
        { ...row, cluster: 'us' },
      ],
      prices,
    ),
  ).toEqual({ currency: 'EUR', perHour: 3, unpriced: ['eu', 'us'] });
});
