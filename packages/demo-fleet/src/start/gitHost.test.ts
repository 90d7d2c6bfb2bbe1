import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startGitHost, type GitHost } from './gitHost';

const run = promisify(execFile);

describe('the Git server without clusters', () => {
  let folder: string;
  let host: GitHost;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'git-host-'));
    host = await startGitHost({ dataDirectory: join(folder, 'data') });
  });

  afterAll(async () => {
    await host.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('serves the seed with its own address in it, and takes a push', async () => {
    const clone = join(folder, 'clone');
    await run('git', ['clone', '--quiet', host.gitUrl, clone]);
    const platform = join(clone, 'fleet/_platform/argocd/chat.yaml');
    expect(await readFile(platform, 'utf8')).toContain(host.gitUrl);

    await run('git', [
      ...['-C', clone, '-c', 'user.name=t', '-c', 'user.email=t@example.com'],
      ...['commit', '--quiet', '--allow-empty', '-m', 'Try a push'],
    ]);
    await run('git', ['-C', clone, 'push', '--quiet', 'origin', 'main']);
    const { stdout } = await run('git', ['ls-remote', host.gitUrl, 'main']);
    const { stdout: head } = await run('git', [
      '-C',
      clone,
      'rev-parse',
      'HEAD',
    ]);
    expect(stdout).toContain(head.trim());
  });

  it('names the port that another program has', async () => {
    const port = Number(new URL(host.gitUrl).port);
    await expect(
      startGitHost({ dataDirectory: join(folder, 'other'), port }),
    ).rejects.toThrow(`Port ${port}`);
  });
});
