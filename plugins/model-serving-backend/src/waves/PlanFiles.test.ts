import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type { GitTree } from '@modelfleet/backstage-plugin-model-serving-node';
import { repository } from './__testUtils__/plannedFleet';
import { PlanFiles } from './PlanFiles';

const FOLDER = 'fleet/chat/bot';
const PLAN = 'kind: WavePlan\n';

/** A repository in memory, whose client counts what it is asked. */
function start(files: Record<string, string>) {
  const state = {
    commit: 'c1',
    files,
    now: Date.parse('2026-01-01T12:00:00Z'),
    error: undefined as Error | undefined,
    heads: 0,
    trees: [] as (string | undefined)[],
  };
  const plans = PlanFiles.create({
    repository,
    now: () => new Date(state.now),
    client: {
      async head() {
        state.heads += 1;
        if (state.error) throw state.error;
        return state.commit;
      },
      async readTree({ include, commit }): Promise<GitTree> {
        state.trees.push(commit);
        if (state.error) throw state.error;
        return {
          commit: commit ?? state.commit,
          files: new Map(
            Object.entries(state.files).filter(([path]) => include(path)),
          ),
          tooLarge: [],
        };
      },
    },
  });
  return { state, plans };
}

describe('what is read of a repository', () => {
  it.each<[string, Record<string, string>, string[] | undefined]>([
    [
      'is the service with a plan',
      {
        [`${FOLDER}/waves.yaml`]: PLAN,
        [`${FOLDER}/base/a.yaml`]: 'a: 1\n',
        [`${FOLDER}/waiting/eu/kustomization.yaml`]: 'b: 1\n',
      },
      ['base/a.yaml', 'waiting/eu/kustomization.yaml', 'waves.yaml'],
    ],
    [
      'is nothing of a service without a plan',
      { [`${FOLDER}/base/a.yaml`]: 'a: 1\n' },
      undefined,
    ],
    [
      'is nothing of a plan that is not at the top of its service',
      { [`${FOLDER}/base/waves.yaml`]: PLAN },
      undefined,
    ],
    [
      'is nothing of a service whose name begins the same',
      { [`${FOLDER}-2/waves.yaml`]: PLAN },
      undefined,
    ],
    [
      'is nothing of a tenant that the platform does not know',
      { 'fleet/mallory/bot/waves.yaml': PLAN },
      undefined,
    ],
    [
      'is nothing outside of the folder of services',
      { 'chat/bot/waves.yaml': PLAN, 'fleet/chat/waves.yaml': PLAN },
      undefined,
    ],
    ['is nothing of an empty repository', {}, undefined],
  ])('%s', async (_, files, expected) => {
    const { plans } = start(files);
    const found = await plans.read(FOLDER);
    expect(found && [...found.files.keys()].sort()).toEqual(expected);
    expect(await plans.read('fleet/mallory/bot')).toBeUndefined();
    expect(found?.commit).toBe(found && 'c1');
  });

  it('keeps two plans of one repository apart', async () => {
    const { plans, state } = start({
      [`${FOLDER}/waves.yaml`]: 'of: bot\n',
      'fleet/chat/other/waves.yaml': 'of: other\n',
      'fleet/vision/bot/waves.yaml': 'of: vision\n',
    });
    const texts = await Promise.all(
      [FOLDER, 'fleet/chat/other', 'fleet/vision/bot'].map(async folder =>
        (await plans.read(folder))?.files.get('waves.yaml'),
      ),
    );
    expect(texts).toEqual(['of: bot\n', 'of: other\n', 'of: vision\n']);
    // All who waited were served by one read.
    expect(state.trees).toHaveLength(1);
  });

  it('is asked for again when the branch moved, and only then', async () => {
    const { plans, state } = start({ [`${FOLDER}/waves.yaml`]: 'gone: 1\n' });
    await plans.read(FOLDER);
    await plans.read(FOLDER);
    expect([state.heads, state.trees.length]).toEqual([0, 1]);
    state.now += 3_000;
    const second = await plans.read(FOLDER);
    expect([state.heads, state.trees.length]).toEqual([1, 1]);
    expect(second?.readAt.toISOString()).toBe('2026-01-01T12:00:03.000Z');
    state.now += 3_000;
    state.commit = 'c2';
    state.files = { [`${FOLDER}/waves.yaml`]: 'gone: 2\n' };
    const third = await plans.read(FOLDER);
    expect(third).toMatchObject({ commit: 'c2' });
    expect(third?.files.get('waves.yaml')).toBe('gone: 2\n');
    state.now += 3_000;
    state.commit = 'c3';
    state.files = {};
    expect(await plans.read(FOLDER)).toBeUndefined();
  });

  it('is an error while the repository is away, and comes back', async () => {
    const { plans, state } = start({ [`${FOLDER}/waves.yaml`]: PLAN });
    await plans.read(FOLDER);
    state.now += 3_000;
    state.error = new ServiceUnavailableError('The repository is away');
    await expect(plans.read(FOLDER)).rejects.toThrow('The repository is away');
    state.error = undefined;
    expect(await plans.read(FOLDER)).toMatchObject({ commit: 'c1' });
  });
});

describe('another commit', () => {
  it('is read once, however often it is asked for', async () => {
    const { plans, state } = start({
      [`${FOLDER}/base/a.yaml`]: 'a: 1\n',
      [`${FOLDER}-2/base/a.yaml`]: 'other\n',
    });
    const all = await Promise.all([
      plans.at(FOLDER, 'c0'),
      plans.at(FOLDER, 'c0'),
    ]);
    state.now += 3_600_000;
    all.push(await plans.at(FOLDER, 'c0'));
    expect(all).toEqual(
      Array.from({ length: 3 }, () => new Map([['base/a.yaml', 'a: 1\n']])),
    );
    expect(state.trees).toEqual(['c0']);
  });

  it('that cannot be read is said, and tried again half a minute later', async () => {
    const { plans, state } = start({ [`${FOLDER}/base/a.yaml`]: 'a: 1\n' });
    state.error = new NotFoundError('There is no commit c0');
    const why = 'that commit cannot be read: There is no commit c0';
    expect(await plans.at(FOLDER, 'c0')).toBe(why);
    state.error = undefined;
    state.now += 29_999;
    expect(await plans.at(FOLDER, 'c0')).toBe(why);
    expect(state.trees).toHaveLength(1);
    state.now += 1;
    expect(await plans.at(FOLDER, 'c0')).toEqual(
      new Map([['base/a.yaml', 'a: 1\n']]),
    );
  });

  it('is forgotten when there are many', async () => {
    const { plans, state } = start({});
    for (let number = 0; number <= 200; number += 1) {
      await plans.at(FOLDER, `c${number}`);
    }
    await plans.at(FOLDER, 'c200');
    expect(state.trees).toHaveLength(201);
    await plans.at(FOLDER, 'c0');
    expect(state.trees).toHaveLength(202);
  });
});
