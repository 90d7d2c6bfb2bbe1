import { serveGit } from '@modelfleet/demo-fleet';
import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { run } from '../binaries/run';
import { freePorts } from '../processes/ports';

const BRANCH = 'main';

/** Nothing of the user's own Git configuration has a say in tests. */
const GIT_ENVIRONMENT = {
  PATH: process.env.PATH,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
};

/** A Git host with one repository, as a delivery tool reaches one. */
export class GitServer {
  /** Starts it with an empty repository on the loopback address. */
  static async start(directory: string): Promise<GitServer> {
    const repository = path.join(directory, 'fleet.git');
    await fs.mkdir(repository, { recursive: true });
    const [port = 0] = await freePorts(1);
    const server = http.createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://git');
      serveGit(
        {
          projectRoot: directory,
          onPush: () => {},
          onError: error => response.destroy(error as Error),
        },
        url.pathname,
        url.search.slice(1),
        request,
        response,
      );
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    const started = new GitServer(
      `http://127.0.0.1:${port}/fleet.git`,
      repository,
      server,
    );
    await started.#git(['init', '--quiet', '--bare', '-b', BRANCH]);
    return started;
  }

  readonly url: string;
  readonly #repository: string;
  readonly #server: http.Server;
  #commits = 0;

  private constructor(url: string, repository: string, server: http.Server) {
    this.url = url;
    this.#repository = repository;
    this.#server = server;
  }

  /** Commits files, given by path, over those that are there; returns the hash. */
  async commit(files: Readonly<Record<string, string>>): Promise<string> {
    const previous = this.#commits > 0 ? `from refs/heads/${BRANCH}^0\n` : '';
    this.#commits += 1;
    const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
    const changes = Object.entries(files).map(
      ([file, content]) => `M 100644 inline ${file}\n${data(content)}`,
    );
    await this.#import(
      `commit refs/heads/${BRANCH}\ncommitter Tester <tester@example.com> ${
        1_700_000_000 + this.#commits
      } +0000\n${data(`Commit ${this.#commits}`)}${previous}${changes.join(
        '',
      )}\n`,
    );
    return this.#git(['rev-parse', BRANCH]);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #git(args: readonly string[]): Promise<string> {
    const { code, output } = await run(
      'git',
      [`--git-dir=${this.#repository}`, ...args],
      { env: GIT_ENVIRONMENT },
    );
    if (code !== 0) throw new Error(`git ${args.join(' ')}: ${output}`);
    return output.trim();
  }

  async #import(stream: string): Promise<void> {
    const child = spawn(
      'git',
      [`--git-dir=${this.#repository}`, 'fast-import', '--quiet'],
      { env: GIT_ENVIRONMENT, stdio: ['pipe', 'inherit', 'inherit'] },
    );
    child.stdin.end(stream);
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
  }
}
