import fs from 'node:fs';
import path from 'node:path';
import {
  deploymentProjection,
  InvalidObjectError,
  type RolloutsView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { modelServerAdapter } from './__fixtures__/exampleAdapter';
import modelServerModule from './__fixtures__/exampleModule';
import { start, stopAll } from './__testUtils__/backend';
import { Extensions } from './Extensions';

afterEach(stopAll);

const AT = '2026-01-01T00:00:00.000Z';

function modelServer(status?: object) {
  return {
    apiVersion: 'serving.example.com/v1',
    kind: 'ModelServer',
    metadata: {
      name: 'support-chat',
      namespace: 'chat',
      uid: 'model-server',
      resourceVersion: '1',
      generation: 1,
      creationTimestamp: AT,
      annotations: {
        'modelfleet.dev/service-ref': 'component:default/support-chat',
      },
    },
    spec: { model: 'meta-llama/Llama-3.1-8B-Instruct', replicas: 2 },
    ...(status && { status }),
  };
}

async function rowsOf(status?: object): Promise<RolloutsView['items']> {
  const { sink, get } = await start({ features: [modelServerModule] });
  const { resource } = modelServerAdapter;
  const record = modelServerAdapter.project(modelServer(status));
  sink
    .upsertCluster({ name: 'eu', title: 'eu' })
    .replace(resource, record ? [record] : [], AT);
  const { body } = await get(
    '/entities/component/default/support-chat/rollouts',
  );
  const { items }: RolloutsView = body;
  return items.filter(({ workload }) => workload?.ref.kind === 'ModelServer');
}

describe('the example of the documentation', () => {
  it.each([
    [undefined, { verdict: 'progressing', reason: 'WaitingForPods' }],
    [
      {
        observedGeneration: 1,
        readyReplicas: 2,
        conditions: [{ type: 'Ready', status: 'True' }],
      },
      {
        verdict: 'healthy',
        reason: 'Serving',
        message: expect.stringContaining('2 of 2 replicas serve.'),
      },
    ],
    [
      {
        conditions: [
          {
            type: 'Ready',
            status: 'False',
            reason: 'InvalidModel',
            message: 'no such model',
          },
        ],
      },
      { verdict: 'degraded', reason: 'InvalidSpec' },
    ],
  ])('shows and judges a kind that a module added: %j', async (status, row) => {
    const rows = await rowsOf(status);
    expect(rows).toMatchObject([
      {
        judgement: row,
        workload: {
          runtime: 'Example server',
          artifactUri: 'hf://meta-llama/Llama-3.1-8B-Instruct',
        },
      },
    ]);
  });

  it('lets the kind speak for the Deployments that it controls', async () => {
    const { sink, get } = await start({ features: [modelServerModule] });
    const made = deploymentProjection.project({
      metadata: {
        name: 'support-chat',
        namespace: 'chat',
        uid: 'deployment',
        annotations: modelServer().metadata.annotations,
        ownerReferences: [
          {
            kind: 'ModelServer',
            name: 'support-chat',
            uid: 'model-server',
            controller: true,
          },
        ],
      },
      spec: { selector: {}, template: {} },
    });
    const record = modelServerAdapter.project(modelServer());
    const eu = sink.upsertCluster({ name: 'eu', title: 'eu' });
    eu.replace(deploymentProjection.resource, made ? [made] : [], AT);
    const kinds = async () => {
      const { body } = await get(
        '/entities/component/default/support-chat/rollouts',
      );
      const { items }: RolloutsView = body;
      return items.flatMap(({ workload }) => workload?.ref.kind ?? []);
    };
    expect(await kinds()).toEqual(['Deployment']);
    eu.replace(modelServerAdapter.resource, record ? [record] : [], AT);
    expect(await kinds()).toEqual(['ModelServer']);
  });

  it('names the field that cannot be read', () => {
    const raw = { ...modelServer(), spec: { model: 7 } };
    expect(() => modelServerAdapter.project(raw)).toThrow(InvalidObjectError);
    expect(() => modelServerAdapter.project(raw)).toThrow('spec.model is 7');
  });

  it('is what the documentation says', () => {
    const docs = path.resolve(__dirname, '../../../docs/extending.md');
    const blocks = [
      ...fs.readFileSync(docs, 'utf8').matchAll(/```ts\n([^]*?)```/g),
    ].map(([, code]) => code);
    const code = ['exampleAdapter.ts', 'exampleModule.ts'].map(file =>
      fs.readFileSync(path.join(__dirname, '__fixtures__', file), 'utf8'),
    );
    expect(blocks).toEqual(code);
  });
});

describe('extensions', () => {
  it('are refused for a kind that is there, and for secrets', () => {
    const extensions = Extensions.create();
    extensions.addWorkloadAdapter(modelServerAdapter);
    expect(() => extensions.addWorkloadAdapter(modelServerAdapter)).toThrow(
      'modelservers.serving.example.com is observed already',
    );
    const secrets = { group: '', kind: 'Secret', plural: 'secrets' };
    expect(() =>
      extensions.addWorkloadAdapter({
        ...modelServerAdapter,
        resource: { ...secrets, versions: ['v1'] },
      }),
    ).toThrow('Secrets are never observed');
    expect(
      extensions.adapters.workloads.filter(
        ({ resource }) => resource.kind === 'ModelServer',
      ),
    ).toHaveLength(1);
  });
});
