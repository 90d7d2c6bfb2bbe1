import { InputError, NotAllowedError } from '@backstage/errors';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  renderService,
  type ChangeRequest,
  type GitOpsRepository,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { GitTree } from '@modelfleet/backstage-plugin-model-serving-node';
import { PresentServices } from './PresentServices';

const tenant = {
  name: 'chat',
  owner: 'group:default/chat-team',
  namespaces: ['chat'],
  clusters: ['eu', 'us'],
};
const repository: GitOpsRepository = {
  id: 'fleet',
  url: 'https://git.example.com/fleet.git',
  branch: 'main',
  root: 'fleet',
  delivery: 'argocd',
  directPush: true,
  clusters: ['eu', 'us'],
  tenants: [tenant],
};
const model: Entity = {
  apiVersion: 'modelfleet.dev/v1alpha1',
  kind: 'Model',
  metadata: { name: 'llama', namespace: 'default' },
  spec: {
    type: 'llm',
    lifecycle: 'production',
    owner: 'group:default/ml-platform',
    artifacts: [{ name: 'bf16', uri: 'hf://org/llama' }],
  },
};
const { files } = renderService({
  service: 'bot',
  tenant: 'chat',
  owner: tenant.owner,
  namespace: 'chat',
  modelRef: 'model:default/llama',
  model: { name: 'llama', artifact: { name: 'bf16', uri: 'hf://org/llama' } },
  placements: [
    { cluster: 'eu', product: 'NVIDIA-L4', replicas: 2, gpusPerReplica: 1 },
    { cluster: 'us', product: 'NVIDIA-L4', replicas: 1, gpusPerReplica: 1 },
  ],
});

function read(options: {
  refuse?(request: ChangeRequest): Error | undefined;
  service?: string;
  models?: Entity[];
}) {
  const { refuse, service = 'bot', models = [model] } = options;
  const tree = new Map(
    [...files, ['more.txt', 'x']].map(([path, text]) => [
      `fleet/chat/bot/${path}`,
      `${text}`,
    ]),
  );
  const services = PresentServices.create({
    fleet: {
      async checkChange(request) {
        const refusal = refuse?.(request);
        if (refusal) {
          throw refusal;
        }
        return {
          repository,
          tenant,
          service: request.service,
          namespace: request.namespace ?? 'chat',
          clusters: request.clusters,
        };
      },
    },
    catalog: { getEntityByRef: async () => models[0] },
    clientOf: () =>
      ({
        readTree: async ({ include }: { include(path: string): boolean }) =>
          ({
            commit: 'c0ffee',
            files: new Map([...tree].filter(([path]) => include(path))),
            tooLarge: [],
          } satisfies GitTree),
      } as never),
  });
  return services.read(
    { tenant: 'chat', service },
    {
      credentials: mockCredentials.user(),
      signal: new AbortController().signal,
    },
  );
}

it('answers with the request, and what is kept beside it', async () => {
  expect(await read({})).toMatchObject({
    path: 'fleet/chat/bot',
    commit: 'c0ffee',
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    serviceRef: 'component:default/bot',
    request: {
      service: 'bot',
      tenant: 'chat',
      namespace: 'chat',
      model: 'model:default/llama',
      variant: 'bf16',
      runtime: 'kserve',
      placements: [
        { cluster: 'eu', replicas: 2, gpusPerReplica: 1 },
        { cluster: 'us', replicas: 1, gpusPerReplica: 1 },
      ],
    },
    notes: [
      {
        path: 'fleet/chat/bot/more.txt',
        message: 'This file was added by others',
      },
    ],
    rewritten: [],
  });
});

it('shows nothing to those who may not change it', async () => {
  await expect(
    read({ refuse: () => new NotAllowedError('Ask the owner') }),
  ).rejects.toThrow('Ask the owner');
});

it('leaves out clusters that the caller may not change', async () => {
  const { request, notes } = await read({
    refuse: ({ clusters }) =>
      clusters.includes('us') ? new InputError('No cluster us') : undefined,
  });
  expect(request.placements.map(({ cluster }) => cluster)).toEqual(['eu']);
  expect(notes.map(({ message }) => message)).toContain(
    'No cluster us; us stays as it is',
  );
});

it('does not take a failure for a refusal', async () => {
  await expect(
    read({
      refuse: ({ clusters }) =>
        clusters.length > 0 ? new Error('The catalog is away') : undefined,
    }),
  ).rejects.toThrow('The catalog is away');
});

it('says that there is no such service', async () => {
  await expect(read({ service: 'other' })).rejects.toThrow(
    "has no service 'other' of tenant chat: there is nothing in fleet/chat/other",
  );
});

it('goes on without the Model', async () => {
  expect(await read({ models: [] })).toMatchObject({
    problem: expect.stringContaining('is not known'),
    request: { model: 'model:default/llama' },
  });
});
