import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

// Git as if on a machine of its own: nothing of the developer's settings.
const GIT_ENV = {
  ...process.env,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Somebody Else',
  GIT_AUTHOR_EMAIL: 'else@example.com',
  GIT_COMMITTER_NAME: 'Somebody Else',
  GIT_COMMITTER_EMAIL: 'else@example.com',
};

/** A bare repository, served by `git http-backend`. */
export interface GitServer {
  readonly url: string;
  /** Runs git in the bare repository. */
  git(...args: string[]): Promise<string>;
  /** The text of a file at the head of the branch. */
  read(path: string): Promise<string>;
  /** Commits and pushes as somebody else. */
  commit(files: Readonly<Record<string, string>>): Promise<string>;
  /** Called before each request; may hold it or change the repository. */
  intercept(hook: (request: IncomingMessage) => Promise<void>): void;
  stop(): Promise<void>;
}

export async function startGitServer(): Promise<GitServer> {
  const root = await mkdtemp(join(tmpdir(), 'gitops-test-'));
  const bare = join(root, 'fleet.git');
  const git = async (...args: string[]) => {
    const { stdout } = await run('git', ['-C', bare, ...args], {
      env: GIT_ENV,
    });
    return stdout;
  };
  await run('git', [
    'init',
    '--quiet',
    '--bare',
    '--initial-branch=main',
    bare,
  ]);
  await git('config', 'http.receivepack', 'true');

  let hook: (request: IncomingMessage) => Promise<void> = async () => {};
  const server = createServer(async (request, response) => {
    const body: Buffer[] = [];
    for await (const chunk of request) {
      body.push(chunk);
    }
    await hook(request);
    const { pathname, search } = new URL(request.url ?? '/', 'http://git');
    const cgi = spawn('git', ['http-backend'], {
      env: {
        ...GIT_ENV,
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: request.method ?? 'GET',
        CONTENT_TYPE: request.headers['content-type'] ?? '',
      },
    });
    cgi.stdin.end(Buffer.concat(body));
    const out: Buffer[] = [];
    for await (const chunk of cgi.stdout) {
      out.push(chunk);
    }
    const answer = Buffer.concat(out);
    const split = answer.indexOf('\r\n\r\n');
    for (const header of answer.subarray(0, split).toString().split('\r\n')) {
      const [, name = '', value = ''] = /^([^:]+): (.*)$/.exec(header) ?? [];
      if (name === 'Status') {
        response.statusCode = Number(value.slice(0, 3));
      } else {
        response.setHeader(name, value);
      }
    }
    response.end(answer.subarray(split + 4));
  });
  await new Promise<void>(listening =>
    server.listen(0, '127.0.0.1', listening),
  );
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  return {
    url: `http://127.0.0.1:${port}/fleet.git`,
    git,
    read: path => git('show', `main:${path}`),
    intercept(next) {
      hook = next;
    },
    async commit(files) {
      const work = await mkdtemp(join(root, 'work-'));
      const inside = (...args: string[]) =>
        run('git', ['-C', work, ...args], { env: GIT_ENV });
      await run('git', ['clone', '--quiet', bare, work], { env: GIT_ENV });
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(work, path)), { recursive: true });
        await writeFile(join(work, path), text);
      }
      await inside('add', '--all');
      await inside('commit', '--quiet', '--message=By somebody else');
      await inside('push', '--quiet', 'origin', 'HEAD:main');
      return (await git('rev-parse', 'main')).trim();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise(closed => server.close(closed));
      await rm(root, { recursive: true, force: true });
    },
  };
}
