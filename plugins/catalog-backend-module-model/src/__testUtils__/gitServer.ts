import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** No settings of the machine, and a person for the commits. */
const ENVIRONMENT = {
  ...process.env,
  GIT_AUTHOR_NAME: 'Somebody',
  GIT_AUTHOR_EMAIL: 'somebody@example.com',
  GIT_COMMITTER_NAME: 'Somebody',
  GIT_COMMITTER_EMAIL: 'somebody@example.com',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
};

/** A bare repository behind a web server, as teams push to it. */
export interface GitServer {
  readonly url: string;
  /** Writes (or with undefined deletes) files, commits and pushes. */
  push(files: Readonly<Record<string, string | undefined>>): Promise<void>;
  /** Answers every request with 503, or works again. */
  setDown(down: boolean): void;
  /** How many requests came. */
  requests(): number;
  close(): Promise<void>;
}

export async function startGitServer(): Promise<GitServer> {
  const home = await mkdtemp(join(tmpdir(), 'modelfleet-provider-'));
  const bare = join(home, 'fleet.git');
  const work = join(home, 'work');
  const git = (...args: string[]) => execute('git', args, { env: ENVIRONMENT });
  await git('init', '-q', '--bare', '-b', 'main', bare);
  await git('init', '-q', '-b', 'main', work);

  let down = false;
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    if (down) {
      response.writeHead(503).end();
    } else {
      answer(home, request, response);
    }
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  return {
    url: `http://127.0.0.1:${port}/fleet.git`,
    async push(files) {
      for (const [path, text] of Object.entries(files)) {
        const file = join(work, path);
        if (text === undefined) {
          await rm(file);
        } else {
          await mkdir(dirname(file), { recursive: true });
          await writeFile(file, text);
        }
      }
      await git('-C', work, 'add', '-A');
      await git('-C', work, 'commit', '-q', '-m', 'Change the fleet');
      await git('-C', work, 'push', '-q', bare, 'HEAD:main');
    },
    setDown(value) {
      down = value;
    },
    requests: () => requests,
    async close() {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Hands a request to git's own CGI program (git-http-backend). */
function answer(
  root: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const program = spawn('git', ['http-backend'], {
    env: {
      ...ENVIRONMENT,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  });
  program.stdin.on('error', () => undefined);
  request.pipe(program.stdin);
  const parts: Buffer[] = [];
  program.stdout.on('data', part => parts.push(part));
  program.on('close', () => {
    const output = Buffer.concat(parts);
    const end = output.indexOf('\r\n\r\n');
    for (const header of output.toString('latin1', 0, end).split('\r\n')) {
      const [name = '', value = ''] = header.split(': ', 2);
      if (name.toLowerCase() === 'status') {
        response.statusCode = Number.parseInt(value, 10);
      } else {
        response.setHeader(name, value);
      }
    }
    response.end(output.subarray(end + 4));
  });
}
