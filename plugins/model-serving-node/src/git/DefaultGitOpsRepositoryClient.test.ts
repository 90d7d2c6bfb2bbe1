import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';
import { LINK_TO, startGitServer, type TestGitServer } from '../testUtils';
import { DefaultGitOpsRepositoryClient } from './DefaultGitOpsRepositoryClient';
import type { CommitOptions, GitCredentials } from './types';

const ana = { name: 'Ana', email: 'ana@example.com' };
const all = () => true;

function repositoryAt(url: string): GitOpsRepository {
  return {
    id: 'fleet',
    url,
    branch: 'main',
    root: 'fleet',
    delivery: 'argocd',
    directPush: true,
    clusters: ['eu'],
    tenants: [],
  };
}

describe('DefaultGitOpsRepositoryClient', () => {
  let server: TestGitServer;
  let workingDirectory: string;

  beforeEach(async () => {
    server = await startGitServer();
    workingDirectory = await mkdtemp(join(tmpdir(), 'modelfleet-work-'));
  });

  afterEach(async () => {
    const left = await readdir(workingDirectory);
    await rm(workingDirectory, { recursive: true });
    await server.close();
    if (left.length > 0) {
      throw new Error(`Temporary clones were left behind: ${left}`);
    }
  });

  function client(
    options: {
      url?: string;
      credentials?: GitCredentials;
      timeoutMs?: number;
    } = {},
  ) {
    return DefaultGitOpsRepositoryClient.create({
      repository: repositoryAt(options.url ?? server.url),
      credentials: { getCredentials: async () => options.credentials },
      workingDirectory,
      timeoutMs: options.timeoutMs ?? 10_000,
    });
  }

  function change(
    files: CommitOptions['files'],
    more: Partial<CommitOptions> = {},
  ): CommitOptions {
    return { files, message: 'Change', author: ana, ...more };
  }

  /** Calls back before the server hears of a push (GET), or gets it (POST). */
  function beforePush(
    work: () => Promise<unknown>,
    { times = 1, method = 'GET' } = {},
  ) {
    let left = times;
    server.onRequest = async request => {
      if (
        request.method === method &&
        request.url?.includes('git-receive-pack') &&
        left > 0
      ) {
        left -= 1;
        await work();
      }
    };
  }

  it('reads the head and the wanted files of it', async () => {
    const commit = await server.commit({
      'fleet/chat/a.yaml': 'a: ä\n',
      'fleet/readme.md': 'no',
    });
    expect(await client().head()).toBe(commit);
    expect(
      await client().readTree({ include: path => path.endsWith('.yaml') }),
    ).toEqual({
      commit,
      files: new Map([['fleet/chat/a.yaml', 'a: ä\n']]),
      tooLarge: [],
    });
  });

  it('reads what files were at an earlier commit of the branch', async () => {
    const before = await server.commit({ 'fleet/a': '1' });
    await server.commit({ 'fleet/a': '2' });
    const tree = await client().readTree({ include: all, commit: before });
    expect(tree.commit).toBe(before);
    expect([...tree.files]).toEqual([['fleet/a', '1']]);
    const other = '0123456789abcdef0123456789abcdef01234567';
    await expect(
      client().readTree({ include: all, commit: other }),
    ).rejects.toThrow('Commit 01234567 is none of the 200 newest');
  });

  it('leaves links out, and files over 1 MiB by name', async () => {
    await server.commit({
      'a.yaml': 'a',
      'big.yaml': 'x'.repeat(1024 * 1024 + 1),
      'link.yaml': `${LINK_TO}/etc/hostname`,
    });
    const tree = await client().readTree({ include: all });
    expect(tree.files).toEqual(new Map([['a.yaml', 'a']]));
    expect(tree.tooLarge).toEqual(['big.yaml']);
  });

  it('commits additions, changes and removals, and keeps the rest', async () => {
    const parent = await server.commit({
      'keep/me': 'kept',
      'old/gone': 'x',
      'old/file': '1',
    });
    const result = await client().commitAndPush(
      change([
        { path: 'new/deep/file', content: 'new' },
        { path: 'old/file', content: '2' },
        { path: 'old/gone', content: undefined },
      ]),
    );
    expect(result.pushed).toBe(true);
    expect(await server.git('rev-parse', 'main', 'main^')).toBe(
      `${result.commit}\n${parent}`,
    );
    expect(await server.git('ls-tree', '-r', '--name-only', 'main')).toBe(
      'keep/me\nnew/deep/file\nold/file',
    );
    expect(await server.git('show', 'main:old/file')).toBe('2');
    expect(await server.git('log', '-1', '--format=%an <%ae> %cn %s')).toBe(
      'Ana <ana@example.com> Ana Change',
    );
    await server.git('fsck', '--strict');
  });

  it('writes nothing when the branch has it all', async () => {
    const commit = await server.commit({ a: '1' });
    expect(
      await client().commitAndPush(change([{ path: 'a', content: '1' }])),
    ).toEqual({ commit, pushed: false });
    expect(await server.git('rev-list', '--count', 'main')).toBe('1');
  });

  it.each([
    ['before our push', 'GET'],
    ['during our push', 'POST'],
  ])('puts the change on top of what others pushed %s', async (_, method) => {
    await server.commit({ a: '1' });
    beforePush(() => server.commit({ theirs: 'x' }), { method });
    const result = await client().commitAndPush(
      change([{ path: 'a', content: '2' }]),
    );
    expect(result.pushed).toBe(true);
    expect(await server.git('rev-list', '--count', 'main')).toBe('3');
    expect(await server.git('show', 'main:theirs')).toBe('x');
    expect(await server.git('show', 'main:a')).toBe('2');
  });

  it('is done when others pushed the same', async () => {
    await server.commit({ a: '1' });
    let theirs = '';
    beforePush(async () => {
      theirs = await server.commit({ a: '2' });
    });
    expect(
      await client().commitAndPush(change([{ path: 'a', content: '2' }])),
    ).toEqual({ commit: theirs, pushed: false });
  });

  it('names the file that others changed meanwhile, and writes nothing', async () => {
    await server.commit({ 'fleet/a': '1' });
    let theirs = '';
    beforePush(async () => {
      theirs = await server.commit({ 'fleet/a': 'theirs' });
    });
    await expect(
      client().commitAndPush(change([{ path: 'fleet/a', content: '2' }])),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining("'fleet/a' was changed by someone else"),
    });
    expect(await server.git('rev-parse', 'main')).toBe(theirs);
  });

  it('refuses a change that was made from something else', async () => {
    await server.commit({ a: 'theirs' });
    await expect(
      client().commitAndPush(
        change([{ path: 'a', content: '2', basedOn: { content: '1' } }]),
      ),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('gives up after a bounded number of races', async () => {
    await server.commit({ a: '1' });
    let count = 0;
    beforePush(
      async () => {
        count += 1;
        await server.commit({ theirs: String(count) });
      },
      { times: Infinity },
    );
    await expect(
      client().commitAndPush(change([{ path: 'a', content: '2' }])),
    ).rejects.toThrow('5 attempts were overtaken');
    expect(count).toBe(5);
  });

  it("tells a protected branch by the server's words", async () => {
    await server.commit({ a: '1' });
    await writeFile(
      join(server.folder, 'fleet.git/hooks/pre-receive'),
      '#!/bin/sh\nexit 1\n',
      { mode: 0o755 },
    );
    await expect(
      client().commitAndPush(change([{ path: 'a', content: '2' }])),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('pre-receive hook declined'),
    });
    expect(await server.git('show', 'main:a')).toBe('1');
  });

  it.each(['../up', '/abs', 'a//b', '.git/config', 'a/.GIT/x', 'a\\b', ''])(
    'refuses the path %j',
    async path => {
      await server.commit({ a: '1' });
      await expect(
        client().commitAndPush(change([{ path, content: 'x' }])),
      ).rejects.toMatchObject({ name: 'InputError' });
    },
  );

  it('refuses a file where a folder is, and a folder where a file is', async () => {
    await server.commit({ 'dir/a': '1', file: '1' });
    for (const path of ['dir', 'file/below']) {
      await expect(
        client().commitAndPush(change([{ path, content: 'x' }])),
      ).rejects.toMatchObject({ name: 'ConflictError' });
    }
  });

  it('names a missing branch', async () => {
    for (const call of [
      () => client().head(),
      () => client().readTree({ include: all }),
    ]) {
      await expect(call()).rejects.toMatchObject({
        name: 'NotFoundError',
        message: expect.stringContaining("no branch 'main'"),
      });
    }
  });

  it('gives up on a server that never answers, and says which', async () => {
    server.onRequest = () => new Promise(() => {});
    await expect(client({ timeoutMs: 100 }).head()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('did not answer in time'),
    });
    await expect(
      client({ timeoutMs: 100 }).readTree({ include: all }),
    ).rejects.toThrow('did not answer in time');
  });

  it('stops when the caller does', async () => {
    const controller = new AbortController();
    server.onRequest = async () => controller.abort();
    await expect(
      client().readTree({ include: all, signal: controller.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says that a server is not there', async () => {
    const free = createServer();
    await new Promise<void>(resolve => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise(resolve => free.close(resolve));
    await expect(
      client({ url: `http://127.0.0.1:${port}/x.git` }).head(),
    ).rejects.toThrow('ECONNREFUSED');
  });

  describe('with credentials', () => {
    beforeEach(async () => {
      await server.close();
      server = await startGitServer({
        basicAuth: Buffer.from('git:s3cret').toString('base64'),
      });
      await server.commit({ a: '1' });
    });

    it('shows them when asked', async () => {
      const configured = client({ credentials: { password: 's3cret' } });
      expect(
        await configured.commitAndPush(change([{ path: 'a', content: '2' }])),
      ).toMatchObject({ pushed: true });
      const asPerson = client({ credentials: { password: 'other' } });
      expect(
        await asPerson.head({ credentials: { password: 's3cret' } }),
      ).toMatch(/^[0-9a-f]{40}$/);
    });

    it.each([undefined, { password: 'wr0ng' }])(
      'says that they are refused, without repeating them',
      async credentials => {
        const error: unknown = await client({
          ...(credentials && { credentials }),
        })
          .readTree({ include: all })
          .catch(caught => caught);
        expect(error).toMatchObject({
          name: 'NotAllowedError',
          message: expect.stringContaining("'fleet'"),
        });
        expect(JSON.stringify(error) + String(error)).not.toContain('wr0ng');
      },
    );
  });
});
