import { nearestRoom } from './nearestRoom';
import { cluster, h100, l4, llama70b, placed } from './placement.fixture';

const mixed = cluster({ gpus: [h100, l4] });
const words = (...args: Parameters<typeof nearestRoom>) =>
  nearestRoom(...args).map(near => near.words);

it('offers as many replicas as start now', () => {
  const asked = placed({ product: h100.product, replicas: 12 });
  expect(words(cluster(), asked)).toEqual(['Use 10 replicas']);
  expect(nearestRoom(cluster(), asked)[0]?.placement).toEqual({
    ...asked,
    replicas: 10,
  });
  expect(
    words(
      cluster(),
      placed({ product: h100.product, replicas: 3, gpusPerReplica: 6 }),
    ),
  ).toEqual(['Use 1 replica']);
});

it('offers another product of the cluster, where the model fits on it', () => {
  const full = { ...h100, free: 0, largestFreeBlock: 0 };
  const asked = placed({ product: h100.product });
  const here = cluster({ gpus: [full, l4] });
  expect(words(here, asked)).toEqual(['Use NVIDIA-L4']);
  expect(words(here, asked, { model: llama70b, contextLength: 8192 })).toEqual(
    [],
  );
});

it.each([
  ['starts', mixed, placed({ product: h100.product })],
  ['is not known', undefined, placed({ replicas: 99 })],
  ['is away', cluster({ gpus: [] }), placed()],
  ['asks for millions', cluster({ gpus: [] }), placed({ replicas: 1e9 })],
])('offers nothing for what %s', (_, summary, asked) => {
  expect(words(summary, asked)).toEqual([]);
});
