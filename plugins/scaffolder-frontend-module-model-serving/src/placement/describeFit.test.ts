import { totals } from '../__fixtures__';
import { describeFit } from './describeFit';

const gpus = totals('NVIDIA-L4', {
  capacity: 16,
  used: 8,
  free: 8,
  largestFreeBlock: 4,
});

it.each([
  { ask: [1, 4], answer: 'yes', text: 'Asks 4, 8 free: fits now.' },
  { ask: [8, 1], answer: 'yes', text: 'Asks 8, 8 free: fits now.' },
  { ask: [2, 2], answer: 'yes', text: 'Asks 4, 8 free: fits now.' },
  {
    ask: [2, 4],
    answer: 'perhaps',
    text: 'Asks 8, 8 free, at most 4 on one node: may fit, depending on how they are spread.',
  },
  { ask: [3, 4], answer: 'waits', text: 'Asks 12, 8 free: would wait.' },
  {
    ask: [1, 8],
    answer: 'waits',
    text: 'Asks 8, 8 free, but at most 4 on one node and each replica needs 8 there: would wait.',
  },
  {
    ask: [3, 8],
    answer: 'never',
    text: 'Asks 24, the cluster has 16 in all: does not fit.',
  },
])('answers $ask with $answer', ({ ask, answer, text }) => {
  const [replicas = 0, gpusPerReplica = 0] = ask;
  expect(describeFit({ replicas, gpusPerReplica }, gpus)).toEqual({
    answer,
    text,
  });
});

it('promises nothing of what it does not know', () => {
  const ask = { replicas: 1, gpusPerReplica: 1 };
  expect(describeFit(ask, undefined)).toEqual({
    answer: 'unknown',
    text: 'Asks 1; how many are free is not known.',
  });
  expect(describeFit(ask, gpus, false)).toEqual({
    answer: 'unknown',
    text: 'Asks 1; 8 were free when the cluster was last seen, at most 4 on one node.',
  });
});
