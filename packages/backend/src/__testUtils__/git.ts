import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A colleague, with git on the command line. */
const COLLEAGUE = [
  '-c',
  'user.name=Colleague',
  '-c',
  'user.email=colleague@example.com',
];

/** The commit that the branch is at. */
export async function headOf(url: string): Promise<string> {
  const { stdout } = await run('git', ['ls-remote', url, 'refs/heads/main']);
  return stdout.split('\t')[0] ?? '';
}

/** A clone of its own for each call, so that nothing is left over. */
async function inClone<T>(
  url: string,
  work: (git: (...args: string[]) => Promise<string>, folder: string) => T,
): Promise<Awaited<T>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'modelfleet-clone-'));
  try {
    const git = async (...args: string[]) =>
      (await run('git', [...COLLEAGUE, ...args], { cwd: folder })).stdout;
    await git('clone', '--quiet', '--branch', 'main', url, '.');
    return await work(git, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Someone else commits and pushes. */
export function pushAsColleague(
  url: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  return inClone(url, async (git, folder) => {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    await git('add', '--all');
    await git('commit', '--quiet', '-m', 'A change by someone else');
    await git('push', '--quiet', 'origin', 'main');
  });
}

/** A file as it is on the branch; `undefined` when it is not there. */
export function fileOf(url: string, name: string): Promise<string | undefined> {
  return inClone(url, git =>
    git('show', `HEAD:${name}`).catch(() => undefined),
  );
}

/** Every file below a folder, by path below it. */
export function filesOf(
  url: string,
  folder: string,
): Promise<Record<string, string>> {
  return inClone(url, async git => {
    const names = (await git('ls-tree', '-r', '--name-only', `HEAD:${folder}`))
      .split('\n')
      .filter(name => name !== '');
    const files: Record<string, string> = {};
    for (const name of names) {
      files[name] = await git('show', `HEAD:${folder}/${name}`);
    }
    return files;
  });
}

/** Subject, author and body of the branch's newest commit. */
export function newestCommit(url: string): Promise<string> {
  return inClone(url, git => git('log', '-1', '--format=%an <%ae>%n%B'));
}
