import { effectiveRequest, type ContainerRequest } from './effectiveRequest';

const GPU = 'nvidia.com/gpu';

function container(
  role: ContainerRequest['role'],
  amount: number,
): ContainerRequest {
  return { role, requests: amount === 0 ? {} : { [GPU]: amount } };
}

describe('effectiveRequest', () => {
  it.each([
    ['nothing asks', [['container', 0]], 0],
    [
      'containers add up',
      [
        ['container', 2],
        ['container', 1],
      ],
      3,
    ],
    [
      'an init container gives back',
      [
        ['init', 1],
        ['container', 2],
      ],
      2,
    ],
    [
      'the largest init container decides',
      [
        ['init', 4],
        ['init', 3],
        ['container', 2],
      ],
      4,
    ],
    [
      'a sidecar stays',
      [
        ['sidecar', 1],
        ['container', 2],
      ],
      3,
    ],
    [
      'an init container runs beside the sidecars before it',
      [
        ['sidecar', 1],
        ['init', 4],
        ['container', 2],
      ],
      5,
    ],
    [
      'not beside those after it',
      [
        ['init', 4],
        ['sidecar', 1],
        ['container', 2],
      ],
      4,
    ],
    [
      'sidecars add up while they start',
      [
        ['sidecar', 2],
        ['sidecar', 3],
        ['container', 0],
      ],
      5,
    ],
  ] as const)('%s', (_name, containers, expected) => {
    const request = effectiveRequest(
      containers.map(([role, amount]) => container(role, amount)),
    );
    expect(request[GPU] ?? 0).toBe(expected);
  });

  it('counts each resource by itself and adds the overhead', () => {
    expect(
      effectiveRequest(
        [
          { role: 'init', requests: { 'amd.com/gpu': 2 } },
          { role: 'container', requests: { [GPU]: 1 } },
        ],
        { [GPU]: 1 },
      ),
    ).toEqual({ 'amd.com/gpu': 2, [GPU]: 2 });
  });
});
