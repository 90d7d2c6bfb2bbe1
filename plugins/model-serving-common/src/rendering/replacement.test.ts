import { parse } from 'yaml';
import type { Replacement, ServiceOperations, ServiceRuntime } from '../gitops';
import { serviceCombinations } from '../testUtils';
import { resolveOverlay } from '../validation';
import { parseService } from './parseService';
import { renderService } from './renderService';
import type { ServiceFiles, ServiceRequest } from './types';

const [combination] = serviceCombinations();
const START = {
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
};
const STOP = {
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
};
const RUNTIMES = ['kserve', 'deployment'] as const;

function asked(
  runtime: ServiceRuntime,
  replacement: ServiceOperations['replacement'] | undefined,
  change: Partial<ServiceRequest> = {},
): ServiceRequest {
  if (!combination) {
    throw new Error('There is no combination to begin with');
  }
  const { replacements: _, ...request } = combination.request;
  return {
    ...request,
    runtime,
    operations: replacement ? { replacement } : {},
    ...change,
  };
}

/** What each cluster gets, as kustomize builds it. */
function strategies(files: ServiceFiles) {
  return Object.fromEntries(
    parseService(files).placements.map(({ cluster }) => {
      const { manifests } = resolveOverlay(files, cluster);
      const found = manifests.find(({ object }) =>
        ['InferenceService', 'Deployment'].includes(String(object.kind)),
      );
      const { spec } = parse(JSON.stringify(found?.object ?? { spec: {} }));
      return [cluster, spec.strategy ?? spec.predictor?.deploymentStrategy];
    }),
  );
}

function everywhere<T>(strategy: T) {
  return {
    'cloud-eu': strategy,
    'cloud-us': strategy,
    'edge-plant': strategy,
    hpc: strategy,
  };
}

describe.each(RUNTIMES)('how a version takes over with %s', runtime => {
  const byRoom = asked(runtime, undefined, {
    replacements: { 'cloud-us': 'stopFirst', hpc: 'stopFirst' },
  });

  it('is by the room of each cluster, and is read back', () => {
    const { files, choices } = renderService(byRoom);
    expect(choices.replacement).toBe('byRoom');
    expect(strategies(files)).toEqual({
      ...everywhere(START),
      'cloud-us': STOP,
      hpc: STOP,
    });
    const { operations, placements, notUnderstood } = parseService(files);
    expect(operations?.replacement).toBe('byRoom');
    expect(placements.map(({ replacement }) => replacement)).toEqual([
      'startFirst',
      'stopFirst',
      'startFirst',
      'stopFirst',
    ]);
    expect(notUnderstood).toEqual([]);
  });

  it('is in the base alone where it is chosen', () => {
    const { files } = renderService({
      ...byRoom,
      ...asked(runtime, 'stopFirst'),
    });
    expect(strategies(files)).toEqual(everywhere(STOP));
    expect(parseService(files).operations?.replacement).toBe('stopFirst');
    expect([...files.values()].join()).not.toMatch(/path: \/spec\/.*trategy/);
  });

  it('stays while nothing else changes, whatever is free by then', () => {
    const { files } = renderService(byRoom);
    const full: ServiceRequest = {
      ...byRoom,
      replacements: everywhere<Replacement>('stopFirst'),
    };
    expect(renderService(full, files)).toMatchObject({
      changed: [],
      removed: [],
    });
    const longer = renderService({ ...full, contextLength: 8192 }, files);
    expect(strategies(longer.files)).toEqual(everywhere(STOP));
    const [first, ...others] = byRoom.placements;
    const more = renderService(
      {
        ...full,
        placements: [
          ...(first ? [{ ...first, replicas: first.replicas + 1 }] : []),
          ...others,
        ],
      },
      files,
    );
    expect(strategies(more.files)).toEqual({
      ...strategies(files),
      'cloud-eu': STOP,
    });
  });

  it.each([
    ['byRoom', 'stopFirst'],
    ['stopFirst', 'byRoom'],
    ['stopFirst', 'startFirst'],
    ['startFirst', 'stopFirst'],
    ['byRoom', 'startFirst'],
  ] as const)('goes from %s to %s and leaves nothing', (from, to) => {
    const before = renderService(asked(runtime, from)).files;
    const over = renderService(asked(runtime, to), before);
    const fresh = renderService(asked(runtime, to));
    expect(strategies(over.files)).toEqual(strategies(fresh.files));
    const path = `base/${
      runtime === 'kserve' ? 'inferenceservice' : 'deployment'
    }.yaml`;
    expect(parse(over.files.get(path) ?? '')).toEqual(
      parse(fresh.files.get(path) ?? ''),
    );
    expect(
      renderService(asked(runtime, undefined), over.files).changed,
    ).toEqual([]);
  });

  it('is as the platform says where that is locked', () => {
    const policy = {
      ...byRoom.platform,
      choices: { replacement: { default: 'stopFirst', locked: true } as const },
    };
    const { files } = renderService({ ...byRoom, platform: policy });
    expect(strategies(files)).toEqual(everywhere(STOP));
    expect(() =>
      renderService({ ...asked(runtime, 'startFirst'), platform: policy }),
    ).toThrow(/sets 'replacement' to 'stopFirst' for every service/);
  });

  it('of clusters that a request leaves out stays', () => {
    const { files } = renderService(byRoom);
    const one = renderService(
      {
        ...asked(runtime, 'stopFirst'),
        placements: byRoom.placements.slice(0, 1),
      },
      files,
    );
    expect(strategies(one.files)).toEqual(strategies(files));
    expect(one.notUnderstood.map(({ message }) => message)).toContain(
      "The choice 'replacement' stays 'byRoom', as in cloud-us, edge-plant, hpc; 'stopFirst' is taken when every cluster is chosen",
    );
  });
});

it('leaves a strategy of a person that comes to the same', () => {
  const request = asked('deployment', undefined);
  const files = new Map(renderService(asked('deployment', 'startFirst')).files);
  const path = 'base/deployment.yaml';
  const wide = (files.get(path) ?? '').replace('maxSurge: 1', 'maxSurge: 3');
  files.set(path, wide);
  expect(renderService(request, files).changed).toEqual([]);
  const turned = renderService(asked('deployment', 'stopFirst'), files);
  expect(turned.files.get(path)).toContain('maxSurge: 0');
  expect(turned.files.get(path)).toContain('# The old replica ends before');
});

it('of a service that is older than the choice stays as it was', () => {
  const files = new Map(renderService(asked('kserve', 'startFirst')).files);
  expect(strategies(files)).toEqual(everywhere(undefined));
  expect(renderService(asked('kserve', undefined), files).changed).toEqual([]);
});
