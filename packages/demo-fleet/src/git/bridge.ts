import type { IncomingMessage, ServerResponse } from 'node:http';
import { spawn } from 'node:child_process';
import { GIT_ENVIRONMENT } from './gitCommand';

export interface GitBridgeOptions {
  /** Folder that holds the bare repositories. */
  readonly projectRoot: string;
  /** Called when a push has ended, whether it was accepted or not. */
  readonly onPush: () => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Hands a request to `git http-backend`, which speaks CGI: the smart HTTP
 * protocol, pushes included, as any Git host offers it.
 */
export function serveGit(
  options: GitBridgeOptions,
  path: string,
  query: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { headers } = request;
  const child = spawn('git', ['http-backend'], {
    env: {
      ...GIT_ENVIRONMENT,
      GIT_PROJECT_ROOT: options.projectRoot,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: path,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method ?? 'GET',
      REMOTE_ADDR: '127.0.0.1',
      CONTENT_TYPE: headers['content-type'] ?? '',
      ...optional('CONTENT_LENGTH', headers['content-length']),
      ...optional('HTTP_CONTENT_ENCODING', headers['content-encoding']),
      ...optional('GIT_PROTOCOL', headers['git-protocol']),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.on('error', error => {
    options.onError(error);
    response.writeHead(503).end('git could not be started\n');
  });
  child.stdin.on('error', () => {
    // git has read enough; its answer tells the client.
  });
  request.pipe(child.stdin);
  pipeCgi(child.stdout, response);
  response.on('close', () => child.kill());
  child.on('close', () => {
    response.end();
    if (path.endsWith('/git-receive-pack')) {
      options.onPush();
    }
  });
}

/** CGI headers first, then the body as it comes. */
function pipeCgi(
  output: NodeJS.ReadableStream,
  response: ServerResponse,
): void {
  let head = Buffer.alloc(0);
  let started = false;
  output.on('data', (chunk: Buffer) => {
    if (started) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) {
      return;
    }
    started = true;
    const lines = head.subarray(0, end).toString('latin1').split('\r\n');
    let code = 200;
    for (const line of lines) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon);
      const value = line.slice(colon + 1).trim();
      if (name.toLowerCase() === 'status') {
        code = Number(value.split(' ')[0]);
      } else {
        response.setHeader(name, value);
      }
    }
    response.writeHead(code);
    response.write(head.subarray(end + 4));
  });
}

function optional(
  name: string,
  value: string | string[] | undefined,
): Record<string, string> {
  return typeof value === 'string' ? { [name]: value } : {};
}
