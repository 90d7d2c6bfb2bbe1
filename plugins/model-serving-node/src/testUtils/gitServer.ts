import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const IDENTITY = {
  GIT_AUTHOR_NAME: 'Other',
  GIT_AUTHOR_EMAIL: 'other@example.com',
  GIT_COMMITTER_NAME: 'Other',
  GIT_COMMITTER_EMAIL: 'other@example.com',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
};

/** Content that makes a symbolic link. @public */
export const LINK_TO = 'link to ';

/**
 * A real bare repository behind `git http-backend`, as teams push to it. Needs
 * the git program.
 *
 * @public
 */
export interface TestGitServer {
  readonly url: string;
  readonly folder: string;
  /** Runs git in the bare repository. */
  git(...args: string[]): Promise<string>;
  /** Commits to the branch as somebody else. */
  commit(files: Record<string, string | undefined>): Promise<string>;
  /** The text of a file at the head of the branch. */
  read(path: string): Promise<string>;
  /** Called before each request is answered; may hold it, or push meanwhile. */
  onRequest: (request: IncomingMessage) => Promise<void>;
  /** Answers every request with 503, or works again. */
  setDown(down: boolean): void;
  /** How many requests came. */
  requests(): number;
  close(): Promise<void>;
}

/**
 * Starts a repository with the branch `main` on a free port of loopback.
 *
 * @public
 */
export async function startGitServer(
  options: { basicAuth?: string } = {},
): Promise<TestGitServer> {
  const folder = await mkdtemp(join(tmpdir(), 'modelfleet-git-server-'));
  const bare = join(folder, 'fleet.git');
  const output = async (...args: string[]) => {
    const env = { ...process.env, ...IDENTITY };
    return (await run('git', ['-C', bare, ...args], { env })).stdout;
  };
  const git = async (...args: string[]) => (await output(...args)).trim();
  await run('git', ['init', '-q', '--bare', '-b', 'main', bare]);
  await git('config', 'http.receivepack', 'true');

  const state: Pick<TestGitServer, 'onRequest'> = { onRequest: async () => {} };
  let down = false;
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests += 1;
    await state.onRequest(request);
    const expected = options.basicAuth;
    if (down) {
      response.writeHead(503).end();
    } else if (
      expected &&
      request.headers.authorization !== `Basic ${expected}`
    ) {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic' }).end();
    } else {
      bridge(folder, request, response);
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return Object.assign(state, {
    url: `http://127.0.0.1:${port}/fleet.git`,
    folder,
    git,
    read: (path: string) => output('show', `main:${path}`),
    setDown(value: boolean) {
      down = value;
    },
    requests: () => requests,
    async commit(files: Record<string, string | undefined>) {
      const work = await mkdtemp(join(folder, 'work-'));
      const here = async (...args: string[]) =>
        run('git', ['-C', work, ...args], {
          env: { ...process.env, ...IDENTITY },
        });
      await here('clone', '-q', bare, '.');
      await here('checkout', '-q', '-B', 'main');
      for (const [path, content] of Object.entries(files)) {
        if (content === undefined) {
          await here('rm', '-q', path);
        } else {
          await mkdir(dirname(join(work, path)), { recursive: true });
          await (content.startsWith(LINK_TO)
            ? symlink(content.slice(LINK_TO.length), join(work, path))
            : writeFile(join(work, path), content));
          await here('add', path);
        }
      }
      await here('commit', '-q', '-m', 'By somebody else');
      await here('push', '-q', 'origin', 'main');
      return git('rev-parse', 'main');
    },
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  });
}

/** CGI by RFC 3875, as far as git http-backend reads it. */
function bridge(
  root: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const child = spawn('git', ['http-backend'], {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REQUEST_METHOD: request.method,
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => undefined);
  const chunks: Buffer[] = [];
  child.stdout.on('data', chunk => chunks.push(chunk));
  child.on('close', () => {
    const all = Buffer.concat(chunks);
    const end = all.indexOf('\r\n\r\n');
    for (const line of all.subarray(0, end).toString().split('\r\n')) {
      const [name = '', value = ''] = line.split(': ');
      if (name === 'Status') {
        response.statusCode = parseInt(value, 10);
      } else {
        response.setHeader(name, value);
      }
    }
    response.end(all.subarray(end + 4));
  });
}
