import { spawn } from 'node:child_process';
import { ServiceUnavailableError } from '@backstage/errors';

/** Nothing of the user's own Git configuration reaches the demo. */
export const GIT_ENVIRONMENT = {
  PATH: process.env.PATH ?? '',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

export interface GitCall {
  readonly directory: string;
  readonly args: readonly string[];
  readonly environment?: Record<string, string>;
  readonly input?: string;
}

/** Runs `git` in a bare repository and gives back what it printed. */
export async function git(call: GitCall): Promise<Buffer> {
  const { directory, args, environment, input } = call;
  const child = spawn('git', [`--git-dir=${directory}`, ...args], {
    env: { ...GIT_ENVIRONMENT, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  child.stdin.on('error', () => {
    // git has ended early; its exit code says why.
  });
  child.stdin.end(input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', error =>
      reject(
        new ServiceUnavailableError(
          `The demo fleet needs the git command and could not start it: ${error.message}. Install git and try again.`,
        ),
      ),
    );
    child.on('close', resolve);
  });
  if (code !== 0) {
    throw new Error(
      `git ${
        args[0] ?? ''
      } failed in ${directory} with exit code ${code}: ${Buffer.concat(
        complaints,
      ).toString('utf8')}`,
    );
  }
  return Buffer.concat(output);
}
