import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  WavePlanView,
  WavesView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { alsoInTheUs, supportChat } from '../__testUtils__/requests';
import { startScaffolder, type Scaffolder } from '../__testUtils__/scaffolder';
import { createPlanAction } from '../plan/createPlanAction';
import { createGitPushAction } from '../push/createGitPushAction';
import { createRenderAction } from '../render/createRenderAction';
import { createNextWaveAction } from './createNextWaveAction';
import { createStopWavesAction } from './createStopWavesAction';

// Real git processes take their time on a busy machine.
jest.setTimeout(60_000);

const where = { service: 'support-chat', tenant: 'chat' };
const waves = [['cloud-us'], ['cloud-eu'], ['edge-plant']];
const everywhere = {
  ...supportChat,
  placements: waves.flat().map(cluster => ({
    cluster,
    replicas: 1,
    gpusPerReplica: 1,
  })),
};

describe.each(['argocd', 'flux'] as const)('a change in waves, %s', tool => {
  let scaffolder: Scaffolder;
  let view: Partial<WavePlanView>;

  beforeEach(async () => {
    view = { state: 'healthy', message: 'Wave 1 is healthy.', gone: 1 };
    scaffolder = await startScaffolder({
      delivery: tool,
      waves: (): WavesView => ({
        version: '1',
        entityRef: 'component:default/support-chat',
        plan: {
          state: 'healthy',
          message: 'Healthy.',
          repository: 'fleet',
          branch: 'main',
          commit: 'a'.repeat(40),
          readAt: '2026-01-01T00:00:00Z',
          directPush: true,
          tenant: 'chat',
          service: 'support-chat',
          namespace: 'chat',
          gone: 1,
          faults: [],
          mayChange: true,
          waves: waves.map((clusters, index) => ({
            number: index + 1,
            state: 'ahead',
            clusters: clusters.map(cluster => ({
              cluster,
              title: cluster,
              state: 'ahead',
              message: '',
            })),
          })),
          ...view,
        },
      }),
    });
  });
  afterEach(() => scaffolder.stop());

  interface Output {
    path?: string;
    basedOn?: Record<string, string>;
    removed?: string[];
    message?: string;
  }
  async function push({ path, basedOn, removed, message }: Output) {
    return scaffolder.run(createGitPushAction(scaffolder), {
      ...where,
      sourcePath: path ?? '',
      basedOn: basedOn ?? {},
      removed: removed ?? [],
      ...(message ? { message } : {}),
    });
  }
  const render = (input: object = {}) =>
    scaffolder.run(createRenderAction(scaffolder), {
      ...everywhere,
      waves,
      ...input,
    });
  const next = (input: object = {}) =>
    scaffolder.run(createNextWaveAction(scaffolder), {
      ...where,
      wave: 2,
      ...input,
    });
  const git = async (...args: string[]) =>
    (await scaffolder.git.git(...args)).trim();
  const clustersNow = async () =>
    (await git('ls-tree', '-r', '--name-only', 'main'))
      .split('\n')
      .flatMap(
        path => /^fleet\/chat\/.*clusters\/([^/]+)\//.exec(path)?.[1] ?? [],
      );
  const fluxNow = async () =>
    (await git('ls-tree', '-r', '--name-only', 'main'))
      .split('\n')
      .flatMap(path => /_platform\/flux\/([^/]+)\/chat-/.exec(path)?.[1] ?? []);

  async function begin() {
    const { output } = await render();
    await push(output);
    return output;
  }

  it('writes the first wave, then the next, and the last leaves nothing over', async () => {
    const first = await begin();
    expect(first.changedClusters).toEqual(['cloud-us']);
    expect(first.waves?.map(({ isGone }) => isGone)).toEqual([
      true,
      false,
      false,
    ]);
    expect(await clustersNow()).toEqual(['cloud-us']);
    expect(await fluxNow()).toEqual(tool === 'flux' ? ['cloud-us'] : []);

    const second = await next();
    expect(second.output.clusters).toEqual(['cloud-eu']);
    await push(second.output);
    expect(await clustersNow()).toEqual(['cloud-eu', 'cloud-us']);
    expect(await git('log', '-1', '--format=%s', 'main')).toBe(
      'Change support-chat of chat, wave 2 of 3',
    );

    view = { ...view, gone: 2 };
    const third = await next({ wave: 3 });
    expect(third.output.isLast).toBe(true);
    await push(third.output);
    expect(await fluxNow()).toEqual(
      tool === 'flux' ? ['cloud-eu', 'cloud-us', 'edge-plant'] : [],
    );
    const files = await git('ls-tree', '-r', '--name-only', 'main');
    expect(files).not.toMatch(/waiting|before|next/);
    expect(files).toContain('fleet/chat/support-chat/waves.yaml');
  });

  it('names in the log and in the commit whom a change of the base reaches', async () => {
    await push((await render({ waves: [] })).output);
    const changed = await render({ contextLength: 4096 });
    expect(changed.output.changedClusters).toEqual(['cloud-us']);
    await push(changed.output);
    const body = await git('log', '-1', '--format=%B', 'main');
    expect(body).toContain('Change support-chat of chat, wave 1 of 3');
    expect(body).toContain('Clusters: cloud-us\n');
  });

  it('refuses a wave while the one before is not healthy', async () => {
    await begin();
    view = { ...view, state: 'blocked', message: 'cloud-us: no image.' };
    await expect(next()).rejects.toThrow(
      'Wave 2 of support-chat may not go. cloud-us: no image.',
    );
    await expect(next({ wave: 3 })).rejects.toThrow(
      'Wave 2 of support-chat has yet to go',
    );
    await expect(next({ wave: 4 })).rejects.toThrow('there is no wave 4');
    await expect(next({ tenant: 'vision' })).rejects.toThrow(
      'has no plan of waves',
    );
  });

  it('lets it go on the word of a person, which the commit keeps', async () => {
    await begin();
    view = { ...view, state: 'blocked', message: 'cloud-us: no image.' };
    const { output, log } = await next({
      override: 'The canary is\nbeing moved',
    });
    expect(log.join('\n')).toContain(
      'Goes on all the same: The canary is being moved',
    );
    await push(output);
    expect(await git('log', '-1', '--format=%B', 'main')).toMatch(
      /wave 2 of 3\n\nClusters: cloud-eu\n\nNot held up by: cloud-us: no image\.\nBecause: The canary is being moved\n\nRequested-by:/,
    );
    view = { ...view, gone: 2, faults: ['base was changed.'] };
    await expect(next({ wave: 3, override: 'x' })).rejects.toThrow(
      'may not go',
    );
  });

  it('waits for it as long as a person says', async () => {
    await begin();
    view = { ...view, state: 'waiting', message: 'cloud-us: on its way.' };
    let at = 0;
    const clock = {
      now: () => at,
      sleep: async (ms: number) => {
        at += ms;
        if (at >= 30_000) view = { ...view, state: 'healthy' };
      },
    };
    const action = createNextWaveAction({ ...scaffolder, clock });
    const input = { ...where, wave: 2, waitMinutes: 1 };
    expect((await scaffolder.run(action, input)).output.clusters).toEqual([
      'cloud-eu',
    ]);
    expect(at).toBe(30_000);
  });

  it('lets a wave go once, however often and by however many it is asked', async () => {
    await begin();
    const [mine, theirs] = [await next(), await next()];
    await push(mine.output);
    const head = await git('rev-parse', 'main');
    expect((await push(theirs.output)).log.join('\n')).toContain(
      'Already up to date',
    );
    view = { ...view, gone: 2 };
    const again = await next();
    expect(again.output.changed).toEqual([]);
    await push(again.output);
    expect(await git('rev-parse', 'main')).toBe(head);
  });

  it('notices a stop that was quicker', async () => {
    await begin();
    const workspacePath = join(scaffolder.workspacePath, 'of-another-task');
    await mkdir(workspacePath);
    const other = { workspacePath };
    const { output: theirs } = await scaffolder.run(
      createNextWaveAction(scaffolder),
      { ...where, wave: 2 },
      other,
    );
    const { output: stop } = await scaffolder.run(
      createStopWavesAction(scaffolder),
      where,
    );
    expect(stop.clusters).toEqual([]);
    await push(stop);
    const late = scaffolder.run(
      createGitPushAction(scaffolder),
      {
        ...where,
        sourcePath: theirs.path ?? '',
        basedOn: theirs.basedOn ?? {},
        removed: theirs.removed ?? [],
      },
      other,
    );
    await expect(late).rejects.toThrow(
      'waves.yaml was changed by someone else',
    );
    expect(await clustersNow()).toEqual(['cloud-us']);
    await expect(next()).rejects.toThrow('by someone else meanwhile');
  });

  it('gives clusters back what they had when it is stopped', async () => {
    await push((await render({ waves: [] })).output);
    const before = await git('rev-parse', 'main^{tree}');
    await push((await render({ contextLength: 4096 })).output);
    const { output } = await scaffolder.run(
      createStopWavesAction(scaffolder),
      where,
    );
    expect(output.clusters).toEqual(['cloud-us']);
    await push(output);
    expect(await git('rev-parse', 'main^{tree}')).toBe(before);
    expect(await git('log', '-1', '--format=%s', 'main')).toBe(
      'Stop the waves of support-chat of chat',
    );
  });

  it('does not let another change in between', async () => {
    await begin();
    await expect(render({ waves: [], contextLength: 4096 })).rejects.toThrow(
      'is under way in waves: 1 of 3',
    );
    await expect(
      scaffolder.run(createPlanAction(scaffolder), { ...alsoInTheUs }),
    ).rejects.toThrow('is under way in waves');
    expect((await render()).output.changed).toEqual([]);
  });
});
