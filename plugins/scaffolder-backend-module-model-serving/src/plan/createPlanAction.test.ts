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
        placements: [{ cluster: 'cloud-eu', fit: 'fits' }],
      },
    });
    expect(log).toEqual([
      'support-chat: Llama 3.1 8B Instruct, variant bf16, for group:default/chat-team in namespace chat',
      'cloud-eu: 2 replicas × 1 GPU fit: 4 of 16 (NVIDIA-H100-80GB-HBM3) are free, at most 4 on one node',
      `Goes to fleet/chat/support-chat in ${scaffolder.git.url}, branch main`,
    ]);
  });

  it('goes on when GPUs are not free, and says so', async () => {
    const { output, log } = await scaffolder.run(createPlanAction(scaffolder), {
      ...supportChat,
      placements: [{ cluster: 'cloud-eu', replicas: 5, gpusPerReplica: 1 }],
    });
    expect(output).toMatchObject({ fits: false });
    expect(log.join()).toContain('would wait: 4 of 16');
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
