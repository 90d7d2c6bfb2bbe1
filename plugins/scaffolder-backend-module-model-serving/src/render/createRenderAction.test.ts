import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  alsoInTheUs,
  supportChat,
  type Request,
} from '../__testUtils__/requests';
import { startScaffolder, type Scaffolder } from '../__testUtils__/scaffolder';
import { createRenderAction } from './createRenderAction';

const FOLDER = 'fleet/chat/support-chat';
const FILES = [
  `${FOLDER}/base/kustomization.yaml`,
  `${FOLDER}/base/inferenceservice.yaml`,
  `${FOLDER}/base/poddisruptionbudget.yaml`,
  `${FOLDER}/clusters/cloud-eu/kustomization.yaml`,
  `${FOLDER}/catalog-info.yaml`,
];

// Real git processes take their time on a busy machine.
jest.setTimeout(30_000);

describe('model-serving:render', () => {
  let scaffolder: Scaffolder;

  beforeEach(async () => {
    scaffolder = await startScaffolder();
  });
  afterEach(() => scaffolder.stop());

  const written = (path: string) =>
    readFile(join(scaffolder.workspacePath, path), 'utf8');

  it('writes the files of a new service, owned as configured', async () => {
    const { output } = await scaffolder.run(
      createRenderAction(scaffolder),
      supportChat,
    );
    expect(output).toEqual({
      path: FOLDER,
      paths: FILES,
      changed: FILES,
      removed: [],
      basedOn: {},
      notUnderstood: [],
      entityRef: 'component:default/support-chat',
      changedClusters: ['cloud-eu'],
      waves: [],
    });
    const component = parse(await written(`${FOLDER}/catalog-info.yaml`));
    expect(component.spec).toMatchObject({
      owner: 'group:default/chat-team',
      dependsOn: [
        'model:default/llama-3.1-8b-instruct',
        'resource:default/cloud-eu',
      ],
    });
    const serving = parse(
      await written(`${FOLDER}/base/inferenceservice.yaml`),
    );
    expect(serving.spec.predictor.model.storageUri).toBe(
      'hf://meta-llama/Llama-3.1-8B-Instruct:0e9e39f249a16976918f6564b8830bc894c89659',
    );
  });

  it('sets the context length of models that have one', async () => {
    const path = `${FOLDER}/base/inferenceservice.yaml`;
    const argsFor = async (request: Request) => {
      await scaffolder.run(createRenderAction(scaffolder), request);
      return parse(await written(path)).spec.predictor.model.args;
    };
    const short = { ...supportChat, contextLength: 8192 };
    expect(await argsFor(short)).toEqual([
      '--model_name=support-chat',
      '--max-model-len=8192',
    ]);
    expect(await argsFor({ ...short, model: 'model:default/bge-m3' })).toEqual([
      '--model_name=support-chat',
    ]);
  });

  it('lets a new version take over as each cluster has room, and keeps it', async () => {
    const overlay = `${FOLDER}/clusters/edge-plant/kustomization.yaml`;
    const onEdge = {
      ...supportChat,
      placements: [{ cluster: 'edge-plant', replicas: 1, gpusPerReplica: 1 }],
    };
    const render = (request: Request) =>
      scaffolder.run(createRenderAction(scaffolder), request);
    const { output } = await render(onEdge);
    expect(await written(overlay)).toMatch(/maxSurge: 0\n +maxUnavailable: 1/);
    await scaffolder.git.commit(
      Object.fromEntries(
        await Promise.all(
          (output.changed ?? []).map(
            async path => [path, await written(path)] as const,
          ),
        ),
      ),
    );
    expect((await render(onEdge)).output).toMatchObject({ changed: [] });
    const { output: turned } = await render({
      ...onEdge,
      operations: { replacement: 'startFirst' },
    });
    expect(turned.changed).toEqual([overlay]);
    expect(await written(overlay)).not.toContain('maxSurge');
  });

  it('builds on what the repository has', async () => {
    await scaffolder.run(createRenderAction(scaffolder), supportChat);
    const overlay = `${FOLDER}/clusters/cloud-eu/kustomization.yaml`;
    const text = `# ours\n${await written(overlay)}`;
    await scaffolder.git.commit({
      ...Object.fromEntries(
        await Promise.all(
          FILES.map(async path => [path, await written(path)] as const),
        ),
      ),
      [overlay]: text,
      [`${FOLDER}/base/quota.yaml`]: 'kind: ResourceQuota\n',
      'fleet/chat/support-chat-2/secret.yaml': 'kind: Other\n',
    });
    const { output } = await scaffolder.run(
      createRenderAction(scaffolder),
      alsoInTheUs,
    );
    expect(output).toMatchObject({
      changed: [
        `${FOLDER}/catalog-info.yaml`,
        `${FOLDER}/clusters/cloud-us/kustomization.yaml`,
      ],
      notUnderstood: [
        { path: 'base/quota.yaml', message: 'This file was added by others' },
      ],
    });
    expect(output.paths).toHaveLength(7);
    expect(Object.keys(output.basedOn ?? {})).toHaveLength(6);
    expect(await written(overlay)).toBe(text);
  });

  it('shows the contents in a dry run', async () => {
    const { log } = await scaffolder.run(
      createRenderAction(scaffolder),
      supportChat,
      { isDryRun: true },
    );
    expect(log.join('\n')).toContain('kind: InferenceService');
    expect(log).toContain(`Adds ${FOLDER}/base/inferenceservice.yaml`);
  });

  it.each([
    ['a tenant of others', { tenant: 'vision' }, 'NotAllowedError'],
    ['a path for a name', { service: '../../escape' }, 'InputError'],
    ['a path for a system', { system: '../..' }, 'InputError'],
  ])('writes nothing for %s', async (_, change, name) => {
    await expect(
      scaffolder.run(createRenderAction(scaffolder), {
        ...supportChat,
        ...change,
      }),
    ).rejects.toMatchObject({ name });
    await expect(written('fleet')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('asks for the permission itself', async () => {
    await scaffolder.run(createRenderAction(scaffolder), supportChat);
    expect(scaffolder.asked).toEqual([
      { tenant: 'chat', service: 'support-chat', clusters: ['cloud-eu'] },
    ]);
  });
});
