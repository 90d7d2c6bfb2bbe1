import { rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { createRenderAction } from '../render/createRenderAction';
import {
  alsoInTheUs,
  supportChat,
  type Request,
} from '../__testUtils__/requests';
import { startScaffolder, type Scaffolder } from '../__testUtils__/scaffolder';
import { createGitPushAction } from './createGitPushAction';

const FOLDER = 'fleet/chat/support-chat';
const EU = `${FOLDER}/clusters/cloud-eu/kustomization.yaml`;
const where = { service: 'support-chat', tenant: 'chat' };

// Real git processes take their time on a busy machine.
jest.setTimeout(30_000);

describe('model-serving:git:push', () => {
  let scaffolder: Scaffolder;

  const start = async (options?: Parameters<typeof startScaffolder>[0]) => {
    await scaffolder?.stop();
    scaffolder = await startScaffolder(options);
  };
  beforeEach(() => start());
  afterEach(async () => {
    await scaffolder.git.git('fsck', '--strict');
    await scaffolder.stop();
  });

  type Action = ReturnType<typeof createGitPushAction>;
  type Context = Parameters<Action['handler']>[0];
  type Input = Context['input'];

  const push = (input: Input, context: Partial<Context> = {}) =>
    scaffolder.run(createGitPushAction(scaffolder), input, context);

  /** Renders a request, and gives the input that pushes it. */
  const rendered = async (request: Request = supportChat): Promise<Input> => {
    const { output } = await scaffolder.run(
      createRenderAction(scaffolder),
      request,
    );
    const { path = '', basedOn = {} } = output;
    return { ...where, sourcePath: path, basedOn };
  };
  const head = async () =>
    (await scaffolder.git.git('rev-parse', 'main')).trim();
  const edit = (path: string, text: string) =>
    writeFile(join(scaffolder.workspacePath, path), text);

  it('takes out what is no longer chosen, and nothing else', async () => {
    await push(await rendered());
    const before = await head();
    const { output } = await scaffolder.run(createRenderAction(scaffolder), {
      ...supportChat,
      operations: { disruptionBudget: false },
    });
    const { path = '', basedOn = {}, removed = [] } = output;
    expect(removed).toEqual([`${FOLDER}/base/poddisruptionbudget.yaml`]);
    await push({ ...where, sourcePath: path, basedOn, removed });
    expect(
      await scaffolder.git.git('diff', '--name-status', before, 'main'),
    ).toBe(
      `M\t${FOLDER}/base/kustomization.yaml\nD\t${FOLDER}/base/poddisruptionbudget.yaml`,
    );
  });

  it('removes nothing outside the folder of the service', async () => {
    const input = await rendered();
    for (const path of ['README.md', `${FOLDER}/../other/catalog-info.yaml`]) {
      await expect(push({ ...input, removed: [path] })).rejects.toThrow(
        'cannot be removed',
      );
    }
  });

  it('commits as the person, and only the files of the service', async () => {
    const { output } = await push(await rendered());
    expect(output).toEqual({
      commitSha: await head(),
      repositoryUrl: scaffolder.git.url,
      entityRef: 'component:default/support-chat',
      path: FOLDER,
    });
    expect(
      await scaffolder.git.git('show', '--name-only', '--format=%an <%ae>%n%B'),
    ).toBe(`Ana Example <ana@example.com>
Deploy support-chat for chat

Model: model:default/llama-3.1-8b-instruct
Clusters: cloud-eu

Requested-by: user:default/mock
Backstage-Task: mock-task-id


${FOLDER}/base/inferenceservice.yaml
${FOLDER}/base/kustomization.yaml
${FOLDER}/base/poddisruptionbudget.yaml
${FOLDER}/catalog-info.yaml
${EU}`);
  });

  it('is up to date the second time, with the same outputs', async () => {
    const input = await rendered();
    const first = await push(input);
    const again = await push(input);
    expect(again.output).toEqual(first.output);
    const rerun = await push(await rendered());
    expect(rerun.output).toEqual(first.output);
    expect(rerun.log).toEqual([
      `Already up to date at ${(await head()).slice(0, 8)}`,
    ]);
  });

  it('adds a cluster to a service in a commit of its own', async () => {
    await push(await rendered());
    await push(await rendered(alsoInTheUs));
    expect(await scaffolder.git.git('show', '--name-status', '--format=%s'))
      .toBe(`Change support-chat of chat

M\t${FOLDER}/catalog-info.yaml
A\t${FOLDER}/clusters/cloud-us/kustomization.yaml`);
    // Asked of the person: the cluster that changes, not those that stay.
    expect(scaffolder.asked.at(-1)).toMatchObject({ clusters: ['cloud-us'] });
  });

  it('comes on top of what others push meanwhile', async () => {
    const input = await rendered();
    let theirs = '';
    scaffolder.git.onRequest = async ({ method, url }) => {
      if (method === 'POST' && url?.endsWith('git-receive-pack') && !theirs) {
        theirs = 'coming';
        theirs = await scaffolder.git.commit({ 'fleet/vision/x/y': 'theirs' });
      }
    };
    await push(input);
    expect((await scaffolder.git.git('rev-parse', 'main^')).trim()).toBe(
      theirs,
    );
    expect(await scaffolder.git.read('fleet/vision/x/y')).toBe('theirs');
  });

  it('leaves alone what others changed in files that it only carries', async () => {
    await push(await rendered());
    const input = await rendered(alsoInTheUs);
    await scaffolder.git.commit({ [EU]: '# theirs\n' });
    await push(input);
    expect(await scaffolder.git.read(EU)).toBe('# theirs\n');
  });

  it.each([
    ['before the push', 'git-upload-pack'],
    ['during the push', 'git-receive-pack'],
  ])('writes nothing when others change the same file %s', async (_, step) => {
    await push(await rendered());
    const input = await rendered({
      ...supportChat,
      placements: [{ cluster: 'cloud-eu', replicas: 1, gpusPerReplica: 2 }],
    });
    let theirs = '';
    scaffolder.git.onRequest = async ({ method, url }) => {
      if (method === 'POST' && url?.endsWith(step) && !theirs) {
        theirs = 'coming';
        theirs = await scaffolder.git.commit({ [EU]: '# theirs\n' });
      }
    };
    await expect(push(input)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(/was changed by someone else/),
    });
    expect(await head()).toBe(theirs);
  });

  it('says what a server said that refused the push', async () => {
    const hook = join(
      (await scaffolder.git.git('rev-parse', '--absolute-git-dir')).trim(),
      'hooks/pre-receive',
    );
    await writeFile(hook, '#!/bin/sh\necho "main is frozen" >&2\nexit 1\n', {
      mode: 0o755,
    });
    const before = await head();
    await expect(push(await rendered())).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining("refused the push to branch 'main'"),
    });
    expect(await head()).toBe(before);
  });

  it('pushes nothing in a dry run and shows everything', async () => {
    const before = await head();
    const { output, log } = await push(await rendered(), { isDryRun: true });
    expect(await head()).toBe(before);
    expect(output).toMatchObject({ commitSha: before, path: FOLDER });
    expect(log.join('\n')).toContain('Ana Example <ana@example.com>');
    expect(log.join('\n')).toContain(`${FOLDER}/base/inferenceservice.yaml\n`);
  });

  it('does not push again when the task is resumed', async () => {
    const kept = new Map<string, unknown>();
    const checkpoint: Context['checkpoint'] = async ({ key, fn }) => {
      const value = kept.has(key) ? kept.get(key) : await fn();
      kept.set(key, value);
      return value as never;
    };
    const input = await rendered();
    const first = await push(input, { checkpoint });
    await scaffolder.git.commit({ [EU]: '# later\n', other: 'x' });
    const { basedOn: _, ...resumed } = input;
    const second = await push(resumed, { checkpoint });
    expect(second.output).toEqual(first.output);
    expect(await scaffolder.git.read(EU)).toBe('# later\n');
    expect([...kept.keys()]).toEqual([
      expect.stringMatching(
        /^model-serving\.git\.push\.fleet\.fleet\/chat\/support-chat\.[0-9a-f]{64}$/,
      ),
    ]);
  });

  it.each<[string, Partial<Input>, string, RegExp]>([
    [
      'a tenant of others',
      { tenant: 'vision' },
      'NotAllowedError',
      /may not change services of the tenant 'vision'/,
    ],
    [
      'a folder outside the workspace',
      { sourcePath: '../..' },
      'NotAllowedError',
      /outside/i,
    ],
    [
      'a folder that nobody wrote',
      { sourcePath: 'fleet/none' },
      'InputError',
      /has no folder 'fleet\/none'/,
    ],
    [
      'another namespace than its files have',
      { namespace: 'chat-canary' },
      'InputError',
      /must set the namespace 'chat-canary' and has 'chat'/,
    ],
  ])('refuses %s', async (_, change, name, message) => {
    const before = await head();
    await expect(
      push({ ...(await rendered()), ...change }),
    ).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
    expect(await head()).toBe(before);
  });

  it('asks for every cluster when the base changes', async () => {
    await push(await rendered());
    await push(await rendered(alsoInTheUs));
    const input = await rendered(alsoInTheUs);
    await edit(`${FOLDER}/base/kustomization.yaml`, 'resources: []\n');
    await push(input);
    expect(scaffolder.asked.at(-1)).toMatchObject({
      clusters: ['cloud-eu', 'cloud-us'],
    });
  });

  it('refuses clusters that a template smuggled in', async () => {
    const input = await rendered();
    await scaffolder.run(createRenderAction(scaffolder), alsoInTheUs);
    const from = `${FOLDER}/clusters/cloud-us`;
    await rename(
      join(scaffolder.workspacePath, from),
      join(scaffolder.workspacePath, `${FOLDER}/clusters/mars`),
    );
    await expect(push(input)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining("no cluster 'mars'"),
    });
  });

  it('refuses links, which could show files of the backend', async () => {
    const input = await rendered();
    await symlink(
      '/etc/hostname',
      join(scaffolder.workspacePath, `${FOLDER}/base/host`),
    );
    await expect(push(input)).rejects.toThrow(
      "'base/host' is neither a file nor a folder",
    );
  });

  it('refuses repositories that take pull requests only', async () => {
    await start({ directPush: false });
    await expect(push(await rendered())).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('takes no direct pushes'),
    });
  });

  it('wants own credentials where the scaffolder is set so', async () => {
    await start({ requireScmUserCredentials: true });
    const input = await rendered();
    await expect(push(input)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('requireScmUserCredentials'),
    });
    const { log } = await push({ ...input, token: 'own-token' });
    expect(log.join()).not.toContain('own-token');
    expect(await scaffolder.git.git('log', '-1', '--format=%B')).not.toContain(
      'own-token',
    );
  });

  it('commits for people only', async () => {
    await expect(
      push(await rendered(), {
        getInitiatorCredentials: async () => mockCredentials.service(),
      }),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('started by a service'),
    });
  });

  it('stops when the task is cancelled', async () => {
    const before = await head();
    const input = await rendered();
    await expect(
      push(input, { signal: AbortSignal.abort(new Error('cancelled')) }),
    ).rejects.toThrow('cancelled');
    expect(await head()).toBe(before);
  });
});
