import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { repository, serviceYaml } from '../__testUtils__/repository';
import { GitOpsEntityProvider, RepositoryReader } from './GitOpsEntityProvider';

const CHAT = 'fleet/chat/support/catalog-info.yaml';
const VISION = 'fleet/vision/inspect/catalog-info.yaml';

/** A provider over a repository in memory, and what it told the catalog. */
async function setUp() {
  const files = new Map<string, string>();
  const tooLarge: string[] = [];
  const state = { commit: 1, outage: '', now: 0, heads: 0, reads: 0 };
  const mutations: EntityProviderMutation[] = [];
  const logger = mockServices.logger.mock();

  const reader: RepositoryReader = {
    async head() {
      state.heads++;
      if (state.outage) {
        throw new Error(state.outage);
      }
      return String(state.commit);
    },
    async readTree({ include }) {
      state.reads++;
      if (state.outage) {
        throw new Error(state.outage);
      }
      return {
        commit: String(state.commit),
        files: new Map([...files].filter(([path]) => include(path))),
        tooLarge: tooLarge.filter(path => include(path)),
      };
    },
  };
  const provider = GitOpsEntityProvider.create({
    repository: repository(),
    reader,
    integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
    logger,
    schedule: { run: async () => undefined },
    now: () => state.now,
  });
  await provider.connect({
    applyMutation: async mutation => {
      mutations.push(mutation);
    },
    refresh: async () => undefined,
  });
  const look = async () => {
    mutations.length = 0;
    await provider.refresh();
    return mutations[0];
  };
  const warnings = () => logger.warn.mock.calls.map(([text]) => text);
  return { files, tooLarge, state, logger, provider, look, warnings };
}

describe('GitOpsEntityProvider', () => {
  it('gives the catalog every service, and where it came from', async () => {
    const { files, look, provider } = await setUp();
    files.set(CHAT, serviceYaml('support'));
    files.set('fleet/chat/support/base/kustomization.yaml', 'not: ours');

    const mutation = await look();

    expect(mutation).toEqual({
      type: 'full',
      entities: [
        {
          locationKey: provider.getProviderName(),
          entity: expect.objectContaining({
            kind: 'Component',
            metadata: expect.objectContaining({
              name: 'support',
              annotations: {
                'backstage.io/managed-by-location':
                  'url:https://git.example.com/platform/fleet.git/fleet/chat/support/catalog-info.yaml',
                'backstage.io/managed-by-origin-location':
                  'url:https://git.example.com/platform/fleet.git/fleet/chat/support/catalog-info.yaml',
                'modelfleet.dev/repository': 'fleet',
                'modelfleet.dev/path': 'fleet/chat/support',
              },
            }),
          }),
        },
      ],
    });
  });

  it('does not let a file say that it comes from elsewhere', async () => {
    const { files, look } = await setUp();
    files.set(
      CHAT,
      serviceYaml('support').replace(
        'metadata:',
        'metadata:\n  annotations: {modelfleet.dev/path: elsewhere, a/b: c}',
      ),
    );
    const mutation = await look();
    expect(
      mutation?.type === 'full' &&
        mutation.entities[0]?.entity.metadata.annotations,
    ).toMatchObject({
      'modelfleet.dev/path': 'fleet/chat/support',
      'a/b': 'c',
    });
  });

  it('does nothing while the branch stays where it is', async () => {
    const { files, look, state } = await setUp();
    files.set(CHAT, serviceYaml('support'));
    await look();
    expect(await look()).toBeUndefined();
    expect(state.reads).toBe(1);

    state.commit++;
    expect(await look()).toBeDefined();
  });

  it('tells the catalog again after a while, should someone have deleted there', async () => {
    const { files, look, state } = await setUp();
    files.set(CHAT, serviceYaml('support'));
    await look();
    state.now += 10 * 60_000;
    expect(await look()).toMatchObject({ type: 'full' });
  });

  it('leaves the catalog alone when the repository cannot be read', async () => {
    const { files, look, state, warnings, logger } = await setUp();
    files.set(CHAT, serviceYaml('support'));
    await look();

    state.outage = 'server is away';
    expect(await look()).toBeUndefined();
    expect(await look()).toBeUndefined();
    expect(warnings()).toEqual([
      'GitOps repository "fleet" could not be read, the catalog keeps what it has of it: server is away',
    ]);

    state.outage = '';
    await look();
    expect(logger.info).toHaveBeenCalledWith(
      'GitOps repository "fleet" can be read again',
    );
  });

  it('tries again when the catalog did not take the change', async () => {
    const { files, provider, look, state } = await setUp();
    files.set(CHAT, serviceYaml('support'));
    await provider.connect({
      applyMutation: async () => {
        throw new Error('database is locked');
      },
      refresh: async () => undefined,
    });
    await look();
    await look();
    expect(state.reads).toBe(2);
  });

  it('warns once about a bad file, and takes the others', async () => {
    const { files, look, state, warnings } = await setUp();
    files.set(CHAT, serviceYaml('support'));
    files.set(VISION, serviceYaml('inspect', { owner: 'chat-team' }));

    expect(await look()).toMatchObject({
      type: 'delta',
      added: [{ entity: { metadata: { name: 'support' } } }],
      removed: [],
    });
    state.commit++;
    await look();
    expect(warnings()).toEqual([
      'GitOps repository "fleet": fleet/vision/inspect/catalog-info.yaml is not taken: ' +
        'Component "inspect" has owner "chat-team"; it must be group:default/vision-team, ' +
        'which the folder of tenant "vision" belongs to. ' +
        'Until it is right or removed, the catalog keeps what it had from it',
    ]);
  });

  it('names a folder that belongs to no tenant', async () => {
    const { files, look, warnings } = await setUp();
    files.set('fleet/sales/bot/catalog-info.yaml', serviceYaml('bot'));
    expect(await look()).toEqual({ type: 'full', entities: [] });
    expect(warnings()).toEqual([
      'GitOps repository "fleet": fleet/sales/bot/catalog-info.yaml is not taken: ' +
        'no tenant "sales" is configured for this repository; configured: chat, vision',
    ]);
  });

  it('does not read a file that is too large', async () => {
    const { tooLarge, look, warnings } = await setUp();
    tooLarge.push(CHAT);
    expect(await look()).toMatchObject({ type: 'delta', removed: [] });
    expect(warnings()[0]).toContain('it is larger than 1 MiB');
  });
});
