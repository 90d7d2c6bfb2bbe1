import { supportChat } from '../__testUtils__/requests';
import { startScaffolder, type Scaffolder } from '../__testUtils__/scaffolder';
import { createGitPushAction } from '../push/createGitPushAction';
import { createRenderAction } from '../render/createRenderAction';
import { createRemoveAction } from './createRemoveAction';

const FOLDER = 'fleet/chat/support-chat';
const FLUX = 'fleet/_platform/flux';
const where = { service: 'support-chat', tenant: 'chat' };

// Real git processes take their time on a busy machine.
jest.setTimeout(60_000);

describe.each(['argocd', 'flux'] as const)('model-serving:remove, %s', tool => {
  let scaffolder: Scaffolder;

  beforeEach(async () => {
    scaffolder = await startScaffolder({ delivery: tool });
    const { output } = await scaffolder.run(createRenderAction(scaffolder), {
      ...supportChat,
      placements: ['cloud-eu', 'cloud-us'].map(cluster => ({
        cluster,
        replicas: 1,
        gpusPerReplica: 1,
      })),
    });
    await push(output);
  });
  afterEach(() => scaffolder.stop());

  async function push(output: {
    path?: string;
    basedOn?: Record<string, string>;
    removed?: string[];
  }) {
    const { path = '', basedOn = {}, removed = [] } = output;
    return scaffolder.run(createGitPushAction(scaffolder), {
      ...where,
      sourcePath: path,
      basedOn,
      removed,
    });
  }

  async function remove(...clusters: string[]) {
    const { output } = await scaffolder.run(createRemoveAction(scaffolder), {
      ...where,
      clusters,
    });
    await push(output);
    return output;
  }

  const filesNow = async () =>
    (await scaffolder.git.git('ls-tree', '-r', '--name-only', 'main'))
      .trim()
      .split('\n');
  const subject = async () =>
    (await scaffolder.git.git('log', '-1', '--format=%s', 'main')).trim();

  it('takes a service out of one cluster', async () => {
    const before = await filesNow();
    expect(before.includes(`${FLUX}/cloud-eu/chat-support-chat.yaml`)).toBe(
      tool === 'flux',
    );
    const output = await remove('cloud-eu');
    expect(output).toMatchObject({ isGone: false, directPush: true });
    expect(await filesNow()).toEqual(
      before.filter(path => !path.includes('/cloud-eu/')),
    );
    expect(await subject()).toBe('Take support-chat of chat out of cloud-eu');
  });

  it('takes it away with its last cluster', async () => {
    const output = await remove('cloud-eu', 'cloud-us');
    expect(output.isGone).toBe(true);
    expect(await filesNow()).toEqual(['README.md']);
    expect(await subject()).toBe('Remove support-chat of chat');
  });

  it('does nothing for a cluster that the service is not in', async () => {
    const before = await filesNow();
    await expect(remove('edge-plant')).rejects.toThrow(
      `'support-chat' is not in edge-plant`,
    );
    await expect(
      scaffolder.run(createRemoveAction(scaffolder), {
        ...where,
        tenant: 'vision',
        clusters: ['cloud-eu'],
      }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(await filesNow()).toEqual(before);
    expect(before).toContain(`${FOLDER}/catalog-info.yaml`);
  });
});
