import { supportChat } from '../__testUtils__/requests';
import { llama } from '../__testUtils__/platform';
import { startScaffolder, type Scaffolder } from '../__testUtils__/scaffolder';
import { createPlanAction } from './createPlanAction';

// Real git processes take their time on a busy machine.
jest.setTimeout(30_000);

describe('model-serving:plan', () => {
  let scaffolder: Scaffolder;

  beforeEach(async () => {
    scaffolder = await startScaffolder();
  });
  afterEach(() => scaffolder.stop());

  it('says what is written where, and what fits', async () => {
    const { output, log } = await scaffolder.run(
      createPlanAction(scaffolder),
      supportChat,
    );
    expect(output).toMatchObject({
      entityRef: 'component:default/support-chat',
      fits: true,
      plan: {
        owner: 'group:default/chat-team',
        namespace: 'chat',
        model: 'model:default/llama-3.1-8b-instruct',
        variant: 'bf16',
        repository: 'fleet',
        path: 'fleet/chat/support-chat',
        directPush: true,
        placements: [{ cluster: 'cloud-eu', fit: 'fits', model: 'fits' }],
      },
    });
    expect(log.slice(0, 3)).toEqual([
      'support-chat: Llama 3.1 8B Instruct, variant bf16, for group:default/chat-team in namespace chat',
      'cloud-eu: The model fits on 1 × NVIDIA-H100-80GB-HBM3 with room for 3 requests of 131,072 tokens at once, and 4 of 16 NVIDIA-H100-80GB-HBM3 are free for the 2 that it asks for: it starts now.',
      'cloud-eu:   Weights: 14.96 GiB (the files of the variant bf16)',
    ]);
    expect(log.at(-1)).toBe(
      `Goes to fleet/chat/support-chat in ${scaffolder.git.url}, branch main`,
    );
  });

  it('goes on when GPUs are not free, and says so', async () => {
    const { output, log } = await scaffolder.run(createPlanAction(scaffolder), {
      ...supportChat,
      placements: [{ cluster: 'cloud-eu', replicas: 5, gpusPerReplica: 1 }],
    });
    expect(output).toMatchObject({ fits: false });
    expect(log.join()).toContain(
      '4 of 16 GPUs are free for the 5 that it asks for: it would wait',
    );
  });

  const onEdge = {
    ...supportChat,
    placements: [{ cluster: 'edge-plant', replicas: 1, gpusPerReplica: 1 }],
  };

  it('refuses what would not start, with what would', async () => {
    await expect(
      scaffolder.run(createPlanAction(scaffolder), onEdge),
    ).rejects.toMatchObject({
      name: 'InputError',
      message:
        'Llama 3.1 8B Instruct would not start. edge-plant: The model does not fit on 1 × NVIDIA-L4: one request of 131,072 tokens needs 16.00 GiB of cache, and 1.88 GiB are left beside the weights. It would fit with 2 GPUs for each replica or a context of at most 15,360 tokens. Change that, or ask for it nevertheless (allowUnfit: true) when you have measured that it fits.',
    });
  });

  it('goes on where it is asked for nevertheless, and says so', async () => {
    const { output, log } = await scaffolder.run(createPlanAction(scaffolder), {
      ...onEdge,
      allowUnfit: true,
    });
    expect(output).toMatchObject({
      fits: false,
      plan: { placements: [{ fit: 'never', model: 'does-not-fit' }] },
    });
    expect(log.join('\n')).toContain(
      'does not fit in edge-plant by what is known of it; it goes there nevertheless',
    );
  });

  it('says how a new version would take over there', async () => {
    const { log } = await scaffolder.run(createPlanAction(scaffolder), {
      ...onEdge,
      contextLength: 8192,
    });
    expect(log).toContain('edge-plant: An update: stopFirst.');
  });

  it('takes the context that is asked for', async () => {
    const { output } = await scaffolder.run(createPlanAction(scaffolder), {
      ...onEdge,
      contextLength: 8192,
    });
    expect(output).toMatchObject({
      fits: true,
      plan: { placements: [{ fit: 'fits', contextLength: 8192 }] },
    });
  });

  it('takes the context that the repository has, unless told', async () => {
    await scaffolder.git.commit({
      'fleet/chat/support-chat/base/inferenceservice.yaml': `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: support-chat
  annotations:
    modelfleet.dev/model-ref: model:default/llama-3.1-8b-instruct
spec:
  predictor:
    model:
      args: ['--max-model-len=4096']
`,
    });
    const { output } = await scaffolder.run(
      createPlanAction(scaffolder),
      onEdge,
    );
    expect(output).toMatchObject({
      plan: { placements: [{ model: 'fits', contextLength: 4096 }] },
    });
  });

  it.each([
    ['a variant of unknown size', { variant: 'fp8' }],
    ['a model that says nothing', { model: 'model:default/bge-m3' }],
  ])('warns of %s, and goes on', async (_, change) => {
    const { output, log } = await scaffolder.run(createPlanAction(scaffolder), {
      ...onEdge,
      ...change,
    });
    expect(output).toMatchObject({
      fits: false,
      plan: { placements: [{ fit: 'unknown', model: 'unknown' }] },
    });
    expect(log.join('\n')).toContain('Whether the model fits');
  });

  it('leaves the context out where a model has none to choose', async () => {
    const { output, log } = await scaffolder.run(createPlanAction(scaffolder), {
      ...onEdge,
      model: 'model:default/bge-m3',
      contextLength: 8192,
    });
    expect(output.plan?.placements).not.toEqual([
      expect.objectContaining({ contextLength: expect.anything() }),
    ]);
    expect(log).toContain(
      'The context length is left out: BGE M3 does not generate text',
    );
  });

  it('works as a dry run', async () => {
    const { output } = await scaffolder.run(
      createPlanAction(scaffolder),
      supportChat,
      { isDryRun: true },
    );
    expect(output).toMatchObject({ fits: true });
  });

  it.each([
    [
      'a cluster that does not exist',
      { placements: [{ cluster: 'mars', replicas: 1, gpusPerReplica: 1 }] },
      'InputError',
      "no cluster 'mars'; it has cloud-eu, cloud-us, edge-plant",
    ],
    [
      'a tenant of others',
      { tenant: 'vision' },
      'NotAllowedError',
      "You may not change services of the tenant 'vision'",
    ],
    [
      'a name that is a path',
      { service: '../other' },
      'InputError',
      "'../other' must be lower case",
    ],
    [
      'a Model that is not in the catalog',
      { model: 'model:default/none' },
      'NotFoundError',
      'The catalog has no model:default/none',
    ],
    [
      'a context that the Model does not take',
      { contextLength: 131073 },
      'InputError',
      'longer than the 131072 tokens that llama-3.1-8b-instruct was made for',
    ],
    [
      'an entity that is no Model',
      { model: 'user:default/mock' },
      'InputError',
      'is a User of backstage.io/v1alpha1, not a Model',
    ],
    [
      'a variant that the Model lacks',
      { variant: 'int3' },
      'InputError',
      "has no variant 'int3'; it has bf16, fp8",
    ],
  ])('refuses %s', async (_, change, name, message) => {
    await expect(
      scaffolder.run(createPlanAction(scaffolder), {
        ...supportChat,
        ...change,
      }),
    ).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });

  it.each([
    ['from elsewhere', {}, 'was not made from a Model'],
    [
      'of another tenant',
      {
        'modelfleet.dev/repository': 'fleet',
        'modelfleet.dev/path': 'fleet/vision/support-chat',
      },
      "comes from fleet/vision/support-chat in the repository 'fleet'",
    ],
  ])('refuses the name of a Component %s', async (_, annotations, message) => {
    await scaffolder.stop();
    scaffolder = await startScaffolder({
      entities: [
        llama,
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'support-chat', annotations },
        },
      ],
    });
    await expect(
      scaffolder.run(createPlanAction(scaffolder), supportChat),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(message),
    });
  });
});
