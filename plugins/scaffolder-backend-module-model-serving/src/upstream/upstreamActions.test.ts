import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createPublishBitbucketServerPullRequestAction } from '@backstage/plugin-scaffolder-backend-module-bitbucket-server';
import { createPublishGithubPullRequestAction } from '@backstage/plugin-scaffolder-backend-module-github';
import { createPublishGitlabMergeRequestAction } from '@backstage/plugin-scaffolder-backend-module-gitlab';
import type { JsonObject, JsonValue } from '@backstage/types';
import { parse } from 'yaml';
import { z } from 'zod';
import { supportChat } from '../__testUtils__/requests';
import { startScaffolder, type Scaffolder } from '../__testUtils__/scaffolder';
import { createRenderAction } from '../render/createRenderAction';
import { bitbucketServerApi, githubApi, gitlabApi } from './apis.fixture';
import { startFakeGitHost, type FakeGitHost } from './fakeGitHost.fixture';

jest.setTimeout(120_000);

const BRANCH = 'modelfleet/chat/support-chat';
const GUIDE = path.join(__dirname, '../../../../docs/deploying.md');

interface Step extends JsonObject {
  action: string;
  input: JsonObject;
}

/** The step that the guide gives for an action, as a template would fill it in. */
async function documentedStep(
  action: string,
  values: Readonly<Record<string, JsonValue>>,
): Promise<JsonObject> {
  const guide = await readFile(GUIDE, 'utf8');
  const steps = [...guide.matchAll(/```yaml\n(- id:[\s\S]*?)```/g)].flatMap(
    ([, block = '']): Step[] => parse(block),
  );
  const step = steps.find(entry => entry.action === action);
  if (!step) throw new Error(`The guide has no step with ${action}`);
  return Object.fromEntries(
    Object.entries(step.input).map(([name, value]) => [
      name,
      filledIn(value ?? '', values),
    ]),
  );
}

function filledIn(
  value: JsonValue,
  values: Readonly<Record<string, JsonValue>>,
): JsonValue {
  if (typeof value !== 'string') return value;
  const whole = /^\$\{\{ (\S+) \}\}$/.exec(value)?.[1];
  return whole
    ? values[whole] ?? ''
    : value.replace(/\$\{\{ (\S+) \}\}/g, (_, name: string) =>
        String(values[name]),
      );
}

describe("upstream's actions with what is rendered", () => {
  let scaffolder: Scaffolder;
  let host: FakeGitHost | undefined;
  let rendered: ReadonlyMap<string, string>;

  beforeEach(async () => {
    scaffolder = await startScaffolder({ directPush: false });
    rendered = await render(2);
  });
  afterEach(async () => {
    await host?.close();
    await scaffolder.stop();
  });

  async function render(replicas: number) {
    const { output } = await scaffolder.run(createRenderAction(scaffolder), {
      ...supportChat,
      placements: supportChat.placements.map(placement => ({
        ...placement,
        replicas,
      })),
    });
    const paths = z.array(z.string()).parse(Object(output).paths);
    return new Map(
      await Promise.all(
        paths.map(
          async (file): Promise<[string, string]> => [
            file,
            await readFile(path.join(scaffolder.workspacePath, file), 'utf8'),
          ],
        ),
      ),
    );
  }

  /** Runs the documented step, with the address of the fake host. */
  async function propose(
    create: (deps: {
      integrations: ScmIntegrations;
      config: ReturnType<typeof mockServices.rootConfig>;
    }) => unknown,
    integrations: JsonObject,
    given: { repoUrl: string; removed?: string[]; task?: string },
  ) {
    const config = mockServices.rootConfig({ data: { integrations } });
    // Actions of any input are run by the same few lines.
    const action = create({
      integrations: ScmIntegrations.fromConfig(config),
      config,
    }) as TemplateAction<JsonObject, JsonObject>;
    const input = await documentedStep(action.id, {
      'parameters.tenant.tenant': 'chat',
      'parameters.service': 'support-chat',
      'steps.render.output.removed': given.removed ?? [],
      'context.task.id': given.task ?? 'task-1',
    });
    return scaffolder.run(
      action,
      { ...input, repoUrl: given.repoUrl },
      {
        createTemporaryDirectory: () =>
          mkdtemp(path.join(scaffolder.git.folder, 'clone-')),
      },
    );
  }

  it('propose it at GitHub, bring it up to date, and delete what is removed', async () => {
    const fake = await startFakeGitHost(githubApi());
    host = fake;
    fake.branches.set(
      'main',
      new Map([
        ['README.md', 'The fleet\n'],
        ['fleet/chat/support-chat/base/old.yaml', 'old: true\n'],
      ]),
    );
    const run = (removed: string[], token?: string) =>
      propose(
        ({ integrations, config }) =>
          createPublishGithubPullRequestAction({
            integrations,
            config,
            githubCredentialsProvider:
              DefaultGithubCredentialsProvider.fromIntegrations(integrations),
          }),
        {
          github: [
            { host: fake.host, apiBaseUrl: fake.url, ...(token && { token }) },
          ],
        },
        { repoUrl: `${fake.host}?owner=acme&repo=fleet`, removed },
      );
    const { output } = await run(
      ['fleet/chat/support-chat/base/old.yaml'],
      'secret',
    );
    expect(output).toEqual({
      targetBranchName: 'main',
      remoteUrl: 'https://github.test/acme/fleet/pull/1',
      pullRequestNumber: 1,
    });
    expect(fake.proposed).toEqual([
      {
        number: 1,
        branch: BRANCH,
        base: 'main',
        title: 'Deploy support-chat',
        description: 'Deploys support-chat.',
      },
    ]);
    expect(fake.branches.get(BRANCH)).toEqual(
      new Map([['README.md', 'The fleet\n'], ...rendered]),
    );
    expect(fake.asked.every(({ authorization }) => authorization)).toBe(true);

    rendered = await render(5);
    await run([], 'secret');
    expect(fake.proposed).toHaveLength(1);
    const [overlay = ''] = [...rendered.keys()].filter(file =>
      file.includes('clusters/'),
    );
    expect(fake.branches.get(BRANCH)?.get(overlay)).toContain('value: 5');

    await expect(run([])).rejects.toThrow(/No token available for host/);
  });

  it('propose it at GitLab, and stop where it is proposed already', async () => {
    const fake = await startFakeGitHost(gitlabApi);
    host = fake;
    const [same = '', overlay = ''] = [
      ...[...rendered.keys()].filter(file =>
        file.endsWith('catalog-info.yaml'),
      ),
      ...[...rendered.keys()].filter(file => file.includes('clusters/')),
    ];
    fake.branches.set(
      'main',
      new Map([
        ['README.md', 'The fleet\n'],
        [same, rendered.get(same) ?? ''],
        [overlay, 'resources: []\n'],
      ]),
    );
    const run = (token?: string) =>
      propose(
        ({ integrations }) =>
          createPublishGitlabMergeRequestAction({ integrations }),
        {
          gitlab: [
            {
              host: fake.host,
              baseUrl: fake.url,
              apiBaseUrl: `${fake.url}/api/v4`,
              ...(token && { token }),
            },
          ],
        },
        { repoUrl: `${fake.host}?owner=acme&repo=fleet` },
      );
    const { output } = await run('secret');
    expect(output).toMatchObject({
      targetBranchName: 'main',
      mergeRequestUrl: 'https://gitlab.test/merge_requests/1',
    });
    expect(fake.proposed).toEqual([
      {
        number: 1,
        branch: BRANCH,
        base: 'main',
        title: 'Deploy support-chat',
        description: 'Deploys support-chat.',
      },
    ]);
    expect(fake.branches.get(BRANCH)).toEqual(
      new Map([['README.md', 'The fleet\n'], ...rendered]),
    );

    await expect(run('secret')).rejects.toThrow(
      /branch already exists.*merge_requests\/1/,
    );
    expect(fake.proposed).toHaveLength(1);
    await expect(run()).rejects.toThrow(/No token available for host/);
  });

  it('propose it at Bitbucket Server, each run by a branch of its own', async () => {
    const { git } = scaffolder;
    const fake = await startFakeGitHost(
      bitbucketServerApi(name => {
        execFileSync('git', ['branch', name, 'main'], {
          cwd: path.join(git.folder, 'fleet.git'),
        });
      }),
      git.url,
    );
    host = fake;
    const run = (task: string, token?: string) =>
      propose(
        ({ integrations, config }) =>
          createPublishBitbucketServerPullRequestAction({
            integrations,
            config,
          }),
        {
          bitbucketServer: [
            {
              host: fake.host,
              apiBaseUrl: `${fake.url}/rest/api/1.0`,
              ...(token && { token }),
            },
          ],
        },
        { repoUrl: `${fake.host}?project=ACME&repo=fleet`, task },
      );
    const { output } = await run('one', 'secret');
    expect(output).toEqual({ pullRequestUrl: 'https://bitbucket.test/pr/1' });
    const contents = async (task: string) =>
      Promise.all(
        [...rendered].map(async ([file, text]) => [
          file,
          `${await git.git('show', `${BRANCH}-${task}:${file}`)}\n` === text,
        ]),
      );
    expect(await contents('one')).toEqual(
      [...rendered.keys()].map(file => [file, true]),
    );

    rendered = await render(5);
    await run('two', 'secret');
    expect(fake.proposed.map(({ branch, base }) => [branch, base])).toEqual([
      [`${BRANCH}-one`, 'main'],
      [`${BRANCH}-two`, 'main'],
    ]);
    expect(await contents('two')).toEqual(
      [...rendered.keys()].map(file => [file, true]),
    );
    await expect(run('three')).rejects.toThrow(
      /Authorization has not been provided for/,
    );
  });
});
