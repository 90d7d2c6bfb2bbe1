import type { Obstacle } from './fit';
import { unschedulableMessage } from './message';

const noGpu: Obstacle = {
  reason: 'Insufficient nvidia.com/gpu',
  resolvable: true,
};
const selector: Obstacle = {
  reason: "node(s) didn't match Pod's node affinity/selector",
  resolvable: false,
};

describe('unschedulableMessage', () => {
  it.each<[string, Obstacle[][], string]>([
    [
      'no GPU anywhere',
      [[noGpu], [noGpu]],
      '0/2 nodes are available: 2 Insufficient nvidia.com/gpu. no new claims to deallocate, preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
    ],
    [
      'different reasons',
      [[selector], [noGpu], [selector]],
      "0/3 nodes are available: 1 Insufficient nvidia.com/gpu, 2 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.",
    ],
    ['no node at all', [], 'no nodes available to schedule pods'],
  ])('%s', (_, perNode, message) => {
    expect(unschedulableMessage(perNode)).toBe(message);
  });
});
