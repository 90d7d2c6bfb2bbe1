import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import type { Entity } from '@backstage/catalog-model';
import {
  MODELFLEET_ANNOTATIONS,
  renderInWaves,
  renderService,
  type GitOpsRepository,
  type ServiceFiles,
  type ServiceRequest,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { repository } from './__testUtils__/plannedFleet';
import { digest, PlanFiles } from './PlanFiles';
import { WavePlans, type MayChange } from './WavePlans';

const request: ServiceRequest = {
  service: 'bot',
  tenant: 'chat',
  owner: 'group:default/chat-team',
  namespace: 'chat',
  modelRef: 'model:default/llama',
  model: {
    name: 'llama',
    artifact: { name: 'bf16', uri: 'hf://org/llama' },
  },
  placements: ['eu', 'us'].map(cluster => ({
    cluster,
    replicas: 1,
    gpusPerReplica: 1,
  })),
};
const planned = renderInWaves(request, new Map(), {
  waves: [['eu'], ['us']],
  digest,
}).files;
const PLAN = planned.get('waves.yaml') ?? '';

function component(
  folder: string | undefined,
  change: { name?: string; namespace?: string; repository?: string } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: change.name ?? 'bot',
      namespace: change.namespace ?? 'default',
      annotations: {
        [MODELFLEET_ANNOTATIONS.repository]: change.repository ?? 'fleet',
        ...(folder && { [MODELFLEET_ANNOTATIONS.path]: folder }),
      },
    },
    spec: { type: 'inference-service' },
  };
}

function below(folder: string, files: ServiceFiles): [string, string][] {
  return [...files].map(([path, text]) => [`${folder}/${path}`, text]);
}

async function view(
  entity: Entity,
  options: {
    files?: readonly [string, string][];
    others?: readonly [string, string][];
    error?: Error;
    mayChange?: MayChange;
  } = {},
) {
  const contents = new Map([
    ['fleet', options.files ?? below('fleet/chat/bot', planned)],
    ['other', options.others ?? []],
  ]);
  const other: GitOpsRepository = { ...repository, id: 'other' };
  const plans = WavePlans.create({
    repositories: [repository, other],
    filesOf: of =>
      PlanFiles.create({
        repository: of,
        now: () => new Date('2026-01-01T12:00:00Z'),
        client: {
          head: async () => 'c1',
          async readTree({ include }) {
            if (options.error) throw options.error;
            return {
              commit: 'c1',
              files: new Map(
                contents.get(of.id)?.filter(([path]) => include(path)),
              ),
              tooLarge: [],
            };
          },
        },
      }),
  });
  const seen = await plans.view(
    {
      fleet: {
        version: '7',
        now: new Date('2026-01-01T12:00:00Z'),
        clusters: [],
      },
      entity,
      services: [entity],
      models: [],
      repositories: [repository, other],
    },
    options.mayChange ?? (async () => undefined),
  );
  expect(seen.version).toBe('7');
  return seen.plan;
}

it('shows the plan of a service, where it is from and who may go on', async () => {
  expect(await view(component('fleet/chat/bot/'))).toMatchObject({
    state: 'waiting',
    repository: 'fleet',
    branch: 'main',
    directPush: true,
    tenant: 'chat',
    service: 'bot',
    namespace: 'chat',
    commit: 'c1',
    readAt: '2026-01-01T12:00:00.000Z',
    gone: 1,
    mayChange: true,
    next: { number: 2, clusters: [{ cluster: 'us', isNew: true }] },
  });
});

it.each<[string, Entity, Parameters<typeof view>[1]]>([
  ['that is in no repository', component(undefined), {}],
  [
    'of a repository that is not configured',
    component('fleet/chat/bot', { repository: 'gone' }),
    {},
  ],
  [
    'of another repository than the plan',
    component('fleet/chat/bot', { repository: 'other' }),
    {},
  ],
  ['outside of the folder of services', component('chat/bot'), {}],
  ['of a tenant that is not configured', component('fleet/mallory/bot'), {}],
  ['of a path that climbs', component('fleet/chat/../vision/bot'), {}],
  ['whose files are gone', component('fleet/chat/bot'), { files: [] }],
  [
    'without a plan',
    component('fleet/chat/bot'),
    { files: below('fleet/chat/bot', renderService(request).files) },
  ],
  [
    'of another team with the same name',
    component('fleet/vision/bot'),
    { files: below('fleet/chat/bot', planned) },
  ],
  [
    'that only says that it is one with a plan',
    component('fleet/chat/bot', { name: 'mine' }),
    {},
  ],
  [
    'that says so from another namespace',
    component('fleet/chat/bot', { namespace: 'mine' }),
    {},
  ],
])('shows nothing for a Component %s', async (_, entity, options) => {
  expect(await view(entity, options)).toBeUndefined();
});

it('reads of two plans the one of the repository that the Component names', async () => {
  const later = PLAN.replace(/gone: 1/, 'gone: 2');
  expect(
    await view(component('fleet/chat/bot', { repository: 'other' }), {
      others: below(
        'fleet/chat/bot',
        new Map(renderService(request).files).set('waves.yaml', later),
      ),
    }),
  ).toMatchObject({ repository: 'other', gone: 2 });
});

it('says that a model does not change in waves', async () => {
  await expect(
    view({ ...component('fleet/chat/bot'), kind: 'Model' }),
  ).rejects.toThrow(/model:default\/bot is no service/);
});

it.each<[string, string, RegExp]>([
  ['empty', '', /waves\.yaml/],
  ['no YAML', '{', /waves\.yaml/],
  ['another kind', 'kind: ConfigMap\n', /waves\.yaml/],
  ['a list', '- a\n', /waves\.yaml holds .* where one object is expected/],
  [
    'one that counts beyond its end',
    PLAN.replace(/gone: 1/, 'gone: 3'),
    /spec\.gone that is no number from 1 to 2/,
  ],
  [
    'one that names a path',
    PLAN.replace(/- us\b/, '- ../../vision'),
    /names a cluster that is none/,
  ],
  [
    'one with a field of others',
    PLAN.replace(/isNew: true/, 'isNew: true\n  extra: 1'),
    /unknown field spec\.extra/,
  ],
])('says what is wrong with a plan that is %s', async (_, text, message) => {
  await expect(
    view(component('fleet/chat/bot'), {
      files: below('fleet/chat/bot', new Map(planned).set('waves.yaml', text)),
    }),
  ).rejects.toThrow(message);
});

it('is an error, and not a service without a plan, while the repository is away', async () => {
  await expect(
    view(component('fleet/chat/bot'), {
      error: new ServiceUnavailableError('The repository is away'),
    }),
  ).rejects.toThrow('The repository is away');
});

it('shows it to those who may not go on, with the reason', async () => {
  const asked: unknown[] = [];
  const plan = await view(component('fleet/chat/bot'), {
    mayChange: async change => {
      asked.push(change);
      throw new NotAllowedError('Ask the chat team');
    },
  });
  expect(plan).toMatchObject({
    mayChange: false,
    refusal: 'Ask the chat team',
  });
  expect(asked).toEqual([
    {
      repository: 'fleet',
      tenant: 'chat',
      service: 'bot',
      namespace: 'chat',
      clusters: ['us'],
    },
  ]);
});

it('does not take a failure for a refusal', async () => {
  await expect(
    view(component('fleet/chat/bot'), {
      mayChange: async () => {
        throw new Error('The catalog is away');
      },
    }),
  ).rejects.toThrow('The catalog is away');
});
