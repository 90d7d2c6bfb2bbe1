import { mockServices } from '@backstage/backend-test-utils';
import { startScaffolder, type Scaffolder } from '../__testUtils__/scaffolder';
import { createBootstrapAction } from './createBootstrapAction';

const OWNER = 'group:default/ml-platform';

// Real git processes take their time on a busy machine.
jest.setTimeout(60_000);

describe('model-serving:bootstrap', () => {
  let scaffolder: Scaffolder;

  const start = async (options: Parameters<typeof startScaffolder>[0] = {}) => {
    scaffolder = await startScaffolder({
      platform: { owner: OWNER },
      ...options,
    });
  };
  afterEach(() => scaffolder.stop());

  function run(
    input: { repository: string; push?: boolean },
    groups: string[] = [OWNER],
    context: object = {},
  ) {
    return scaffolder.run(
      createBootstrapAction({
        ...scaffolder,
        userInfo: mockServices.userInfo({ ownershipEntityRefs: groups }),
      }),
      input,
      context,
    );
  }
  const filesNow = async () =>
    (await scaffolder.git.git('ls-tree', '-r', '--name-only', 'main'))
      .trim()
      .split('\n');

  it.each(['argocd', 'flux'] as const)(
    'commits what %s needs, once',
    async delivery => {
      await start({ delivery });
      const first = await run({ repository: 'fleet', push: true });
      expect(first.output.changed).toEqual(
        expect.arrayContaining(['fleet/_platform/README.md']),
      );
      expect(await filesNow()).toEqual(
        ['README.md', ...(first.output.changed ?? [])].sort(),
      );
      const again = await run({ repository: 'fleet', push: true });
      expect(again.output).toMatchObject({ changed: [], removed: [] });
      expect(again.output.commitSha).toBe(first.output.commitSha);
    },
  );

  it('commits nothing when it is only to be shown', async () => {
    await start();
    await run({ repository: 'fleet' });
    const { log } = await run({ repository: 'fleet', push: true }, [OWNER], {
      isDryRun: true,
    });
    expect(log.join('\n')).toContain('kind: AppProject');
    expect(await filesNow()).toEqual(['README.md']);
  });

  it.each<[string, Parameters<typeof startScaffolder>[0], string[], string]>([
    ['a member of a tenant', {}, ['group:default/chat-team'], OWNER],
    ['anybody, where nobody is named', { platform: {} }, [OWNER], 'owner'],
    [
      'a push where reviews are wanted',
      { directPush: false },
      [OWNER],
      'pull request',
    ],
  ])('refuses %s', async (_, options, groups, message) => {
    await start(options);
    await expect(
      run({ repository: 'fleet', push: true }, groups),
    ).rejects.toThrow(message);
    expect(await filesNow()).toEqual(['README.md']);
  });
});
