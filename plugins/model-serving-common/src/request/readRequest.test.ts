import type { ModelEntityV1alpha1 } from '../model';
import {
  renderService,
  type Placement,
  type ServiceFiles,
  type ServiceRequest,
} from '../rendering';
import { serviceCombinations, wholePlatform } from '../testUtils';
import { chooseModel } from './chooseModel';
import { readRequest, type ReadContext } from './readRequest';
import { toServiceRequest } from './toServiceRequest';

/** The Model of a request, with its variant among others. */
function modelOf({ modelRef, model }: ServiceRequest): ModelEntityV1alpha1 {
  return {
    apiVersion: 'modelfleet.dev/v1alpha1',
    kind: 'Model',
    metadata: { name: modelRef.split('/')[1] ?? '', namespace: 'default' },
    spec: {
      type: 'llm',
      lifecycle: 'production',
      owner: 'group:default/ml-platform',
      task: 'text-generation',
      artifacts: [
        { name: 'other', uri: 'hf://another/model', revision: 'abc' },
        { ...model.artifact },
      ],
      ...(model.maxPositionEmbeddings === undefined
        ? {}
        : {
            architecture: {
              maxPositionEmbeddings: model.maxPositionEmbeddings,
            },
          }),
    },
  };
}

function contextOf(request: ServiceRequest): ReadContext & {
  readonly model: ModelEntityV1alpha1;
} {
  const { service, tenant, owner, platform } = request;
  return {
    place: { service, tenant, owner },
    platform,
    model: modelOf(request),
  };
}

/** Reads files, and makes a request of it as the form and the task do. */
function again(files: ServiceFiles, original: ServiceRequest): ServiceRequest {
  const { place, platform, model } = contextOf(original);
  const { request } = readRequest(files, contextOf(original));
  return toServiceRequest(
    request,
    { ...place, namespace: request.namespace, clusters: [] },
    chooseModel(model, request.model ?? '', request.variant),
    platform,
  );
}

function contents(files: ServiceFiles) {
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A linear congruential generator: the same requests every time. */
function dice(seed: number) {
  let state = seed;
  return <T extends readonly unknown[]>(values: T): T[number] => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return values[Math.floor((state / 2 ** 31) * values.length)];
  };
}

const CLUSTERS: readonly Placement[] = [
  {
    cluster: 'cloud-eu',
    product: 'NVIDIA-H100-80GB-HBM3',
    replicas: 2,
    gpusPerReplica: 4,
    resourceName: 'nvidia.com/gpu',
  },
  {
    cluster: 'hpc',
    product: 'AMD_Instinct_MI300X',
    replicas: 1,
    gpusPerReplica: 2,
    resourceName: 'amd.com/gpu',
  },
  {
    cluster: 'edge-plant',
    replicas: 3,
    gpusPerReplica: 1,
    resourceName: 'nvidia.com/gpu',
  },
  {
    cluster: 'Site_2.a',
    product: 'NVIDIA-L4',
    replicas: 1,
    gpusPerReplica: 1,
    resourceName: 'nvidia.com/gpu',
  },
];

/** Combinations of choices with words, clusters and figures of all sorts. */
function requests(): ServiceRequest[] {
  return serviceCombinations()
    .filter((_, index) => index % 97 === 0)
    .map(({ request }, index) => {
      const pick = dice(index + 1);
      const count = pick([1, 2, 3, 4] as const);
      const first = pick([0, 1, 2, 3]);
      const scales = (request.operations?.autoscaling ?? 'none') !== 'none';
      const {
        title: _,
        contextLength: __,
        lifecycle: ___,
        replacements: ____,
        ...rest
      } = request;
      return {
        ...rest,
        ...pick([{}, { title: 'Support chat' }, { title: 'x: {a} # "b"' }]),
        ...pick([{}, { description: 'One line\nand another.\n\n- a list' }]),
        ...pick([{}, { system: 'system:default/assistants' }]),
        lifecycle: pick(['production', 'experimental', 'deprecated']),
        ...pick([{}, { contextLength: 16_384 }, { contextLength: 4096 }]),
        operations: {
          autoscaling: 'none',
          disruptionBudget: true,
          replacement: 'byRoom',
          topologySpread: 'nodes',
          networkPolicy: false,
          exposure: 'internal',
          monitoring: false,
          alerts: false,
          hubToken: false,
          modelCache: 'ephemeral',
          scaleToZero: false,
          costCenter: '',
          ...request.operations,
          ...(scales ? { queueTarget: pick([1, 4, 250]) } : {}),
        },
        placements: Array.from({ length: count }, (_____, at) => {
          const placement = CLUSTERS[(first + at) % 4] as Placement;
          return scales
            ? {
                ...placement,
                maxReplicas: placement.replicas + pick([0, 1, 5]),
              }
            : placement;
        }),
      };
    });
}

it('reads back what was asked for, and writes the same bytes of it', () => {
  const all = requests();
  expect(all.length).toBeGreaterThan(30);
  for (const request of all) {
    const { files } = renderService(request);
    const context = contextOf(request);
    const read = readRequest(files, context);
    expect(read).toMatchObject({ notes: [], rewritten: [] });
    expect(read.problem).toBeUndefined();
    const second = again(files, request);
    expect(second).toEqual(request);
    expect(contents(renderService(second).files)).toEqual(contents(files));
    const over = renderService(second, files);
    expect(over.changed).toEqual([]);
    expect(over.removed).toEqual([]);
  }
});

describe('what others did to the files', () => {
  const request: ServiceRequest = {
    service: 'support-chat',
    tenant: 'chat',
    owner: 'group:default/chat-team',
    namespace: 'chat',
    modelRef: 'model:default/llama',
    model: {
      name: 'llama',
      artifact: { name: 'bf16', uri: 'hf://org/llama', revision: 'abc' },
      maxPositionEmbeddings: 131_072,
    },
    contextLength: 8192,
    placements: [CLUSTERS[0] as Placement, CLUSTERS[3] as Placement],
    platform: wholePlatform,
  };
  const { files } = renderService(request);
  const eu = 'clusters/cloud-eu/kustomization.yaml';
  const serving = 'base/inferenceservice.yaml';

  function readWith(path: string, change: (text: string) => string) {
    const changed = new Map(files);
    changed.set(path, change(files.get(path) ?? ''));
    return readRequest(changed, contextOf(request));
  }

  it.each<[string, string, [string | RegExp, string], string, number]>([
    [
      'a figure that is none',
      eu,
      [/(minReplicas\n\s+value: )2/, '$1two'],
      'does not say how many replicas run; cloud-eu stays as it is',
      1,
    ],
    [
      'no GPUs',
      eu,
      [/nvidia\.com~1gpu/g, 'memory'],
      'does not say how many GPUs a replica has; cloud-eu stays',
      1,
    ],
    [
      'another namespace',
      'clusters/Site_2.a/kustomization.yaml',
      ['namespace: chat', 'namespace: other'],
      "is in the namespace 'other', others are in 'chat'; Site_2.a stays",
      1,
    ],
    ['no YAML', eu, [/^/, 'x: ['], 'is not readable YAML', 1],
    [
      'another revision',
      serving,
      ['llama:abc', 'llama:def'],
      'It serves hf://org/llama:def; the catalog names another revision now',
      2,
    ],
    [
      'other weights',
      serving,
      ['org/llama:abc', 'org/mine'],
      'It serves hf://org/mine, which is no variant of model:default/llama',
      2,
    ],
    [
      'no model',
      serving,
      [/ +modelfleet\.dev\/model-ref: .*\n/g, ''],
      'does not say which Model it serves',
      2,
    ],
    [
      'a context length of one cluster',
      eu,
      [
        '- op: add\n',
        '- op: add\n        path: /spec/predictor/model/args/-\n        value: --max-model-len=4096\n      - op: add\n',
      ],
      'cloud-eu has a context length of its own, 4096 tokens',
      2,
    ],
    [
      'a patch of their own',
      eu,
      ['patches:\n', 'patches:\n  - path: mine.yaml\n'],
      '1 of its patches were added by others',
      2,
    ],
    [
      'another Component',
      'catalog-info.yaml',
      ['name: support-chat', 'name: other'],
      "describes no Component 'support-chat'",
      2,
    ],
  ])('is said: %s', (_, path, [from, to], message, clusters) => {
    const { notes, request: read } = readWith(path, text =>
      text.replace(from, to),
    );
    expect(notes.map(note => note.message).join('\n')).toContain(message);
    expect(notes.every(note => note.path === path)).toBe(true);
    expect(read.placements).toHaveLength(clusters);
  });

  it('names what the same request would write differently', () => {
    expect(
      readWith(serving, text => text.replace('llama:abc', 'llama:def')),
    ).toMatchObject({ rewritten: [serving] });
    expect(
      readWith('base/poddisruptionbudget.yaml', text =>
        text.replace('AlwaysAllow', 'IfHealthyBudget'),
      ),
    ).toMatchObject({
      rewritten: ['base/poddisruptionbudget.yaml'],
      notes: [],
    });
  });

  it('says why it could not be asked for again', () => {
    const { problem } = readWith('catalog-info.yaml', text =>
      text.replace('name: support-chat', 'name: other'),
    );
    expect(problem).toContain('correct it in the repository first');
    expect(readRequest(new Map(), contextOf(request)).problem).toContain(
      'variant that it serves is not known',
    );
    expect(
      readRequest(files, { ...contextOf(request), model: undefined }).problem,
    ).toContain('Model that it serves is not known');
  });

  it('leaves out clusters that the caller may not change', () => {
    const read = readRequest(files, {
      ...contextOf(request),
      refused: new Map([['cloud-eu', 'You may not change it']]),
    });
    expect(read.request.placements.map(({ cluster }) => cluster)).toEqual([
      'Site_2.a',
    ]);
    expect(read.notes).toEqual([
      { path: eu, message: 'You may not change it; cloud-eu stays as it is' },
    ]);
    expect(read.rewritten).toEqual([]);
  });

  it('leaves out what the platform no longer offers', () => {
    const scaled = renderService({
      ...request,
      operations: { autoscaling: 'keda', scaleToZero: true, alerts: true },
    }).files;
    const { autoscaling: _, ...platform } = wholePlatform;
    const { request: read, notes } = readRequest(scaled, {
      ...contextOf(request),
      platform: {
        ...platform,
        choices: { alerts: { default: false, locked: true } },
      },
    });
    expect(read.operations).not.toHaveProperty('autoscaling');
    expect(read.operations).not.toHaveProperty('scaleToZero');
    expect(read.operations).not.toHaveProperty('alerts');
    expect(read.operations).toMatchObject({ disruptionBudget: true });
    expect(notes.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        expect.stringContaining("'autoscaling' cannot be 'keda'"),
        expect.stringContaining("sets 'alerts' to false for every service"),
      ]),
    );
  });
});
