import { TestCatalog } from './__testUtils__/TestCatalog';
import {
  startGitServer,
  type TestGitServer,
} from '@modelfleet/backstage-plugin-model-serving-node/testUtils';
import { serviceYaml } from './__testUtils__/repository';
import modelModule from './index';

const TASK = 'refresh-model-serving-gitops:fleet';
const SUPPORT = 'fleet/chat/support/catalog-info.yaml';
const SEARCH = 'fleet/chat/search/catalog-info.yaml';

/** A real repository, a real git server, a real catalog. */
describe('inference services of a GitOps repository', () => {
  let server: TestGitServer;
  let catalog: TestCatalog;

  beforeEach(async () => {
    server = await startGitServer();
    await server.commit({
      [SUPPORT]: serviceYaml('support'),
      [SEARCH]: serviceYaml('search'),
    });
    catalog = await TestCatalog.start({
      features: [modelModule],
      config: {
        modelServing: {
          gitops: {
            repositories: [
              {
                id: 'fleet',
                url: server.url,
                root: 'fleet',
                delivery: 'argocd',
                clusters: ['cloud-eu'],
                tenants: [
                  {
                    name: 'chat',
                    owner: 'group:default/chat-team',
                    namespaces: ['chat'],
                  },
                ],
              },
            ],
          },
        },
      },
    });
  }, 60_000);

  afterEach(async () => {
    await catalog?.stop();
    await server?.close();
  });

  it('come, change and go with the repository', async () => {
    await catalog.runTask(TASK);
    const first = await catalog.until('two services', all => all.size === 2);
    expect(first.get('component:default/support')).toMatchObject({
      metadata: {
        annotations: {
          'modelfleet.dev/repository': 'fleet',
          'modelfleet.dev/path': 'fleet/chat/support',
          'backstage.io/managed-by-location': `url:${server.url}/${SUPPORT}`,
        },
      },
      relations: expect.arrayContaining([
        { type: 'dependsOn', targetRef: 'model:default/base' },
      ]),
    });

    // Broken: the catalog keeps the last good one, and follows the others.
    await server.commit({
      [SUPPORT]: 'kind: [',
      [SEARCH]: serviceYaml('search', { title: 'Changed' }),
    });
    await catalog.runTask(TASK);
    const second = await catalog.until(
      'the changed title',
      all => all.get('component:default/search')?.metadata.title === 'Changed',
    );
    expect(second.has('component:default/support')).toBe(true);

    // Away: nothing is deleted.
    server.setDown(true);
    await catalog.runTask(TASK);
    expect((await catalog.entities()).size).toBe(2);
    server.setDown(false);

    // Removed: gone, while the broken one stays.
    await server.commit({ [SEARCH]: undefined });
    await catalog.runTask(TASK);
    const third = await catalog.until('one service', all => all.size === 1);
    expect([...third.keys()]).toEqual(['component:default/support']);
  }, 60_000);

  it('are not fetched again while the branch stays where it is', async () => {
    await catalog.runTask(TASK);
    await catalog.until('two services', all => all.size === 2);
    const before = server.requests();
    await catalog.runTask(TASK);
    const look = server.requests() - before;
    await server.commit({ [SEARCH]: undefined });
    await catalog.runTask(TASK);
    const fetched = server.requests() - before - look;
    expect(look).toBeLessThan(fetched);
  }, 60_000);
});
