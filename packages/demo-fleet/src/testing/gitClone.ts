import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { GIT_ENVIRONMENT } from '../git/gitCommand';

const PERSON = {
  GIT_AUTHOR_NAME: 'Tester',
  GIT_AUTHOR_EMAIL: 'tester@example.com',
  GIT_COMMITTER_NAME: 'Tester',
  GIT_COMMITTER_EMAIL: 'tester@example.com',
};

/** A developer's clone of the fleet repository. */
export interface GitClone {
  readonly folder: string;
  /** Writes or removes (`undefined`) files, commits and pushes. */
  push(files: Record<string, string | undefined>): Promise<string>;
  run(...args: string[]): Promise<{ code: number; output: string }>;
  remove(): Promise<void>;
}

export async function cloneRepository(url: string): Promise<GitClone> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-fleet-clone-'));
  const run = (...args: string[]) => runGit(folder, args);
  const must = async (...args: string[]) => {
    const { code, output } = await run(...args);
    if (code !== 0) {
      throw new Error(`git ${args.join(' ')}: ${output}`);
    }
    return output;
  };
  await must('clone', '--quiet', url, '.');
  return {
    folder,
    run,
    push: async files => {
      for (const [path, content] of Object.entries(files)) {
        const file = join(folder, path);
        if (content === undefined) {
          await rm(file, { recursive: true });
        } else {
          await mkdir(dirname(file), { recursive: true });
          await writeFile(file, content);
        }
      }
      await must('add', '--all');
      await must('commit', '--quiet', '-m', 'Change the fleet');
      await must('push', '--quiet', 'origin', 'main');
      return (await must('rev-parse', 'HEAD')).trim();
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function runGit(
  folder: string,
  args: readonly string[],
): Promise<{ code: number; output: string }> {
  const child = spawn('git', args, {
    cwd: folder,
    env: { ...GIT_ENVIRONMENT, ...PERSON },
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', ended => resolve(ended ?? 1));
  });
  return { code, output: Buffer.concat(output).toString('utf8') };
}
