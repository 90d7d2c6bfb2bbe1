import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { serveGit } from '../git/bridge';
import { FleetRepository } from '../git/repository';
import { SEED_FOLDER } from './folders';
import { closeServer, listen } from './listen';
import type { DemoFleetOptions } from './options';

/** A running Git server with the fleet's repository. */
export interface GitHost {
  /** Clone and push address of the GitOps repository. */
  readonly gitUrl: string;
  /** Closes its port. */
  stop(): Promise<void>;
}

/**
 * Starts the Git server of a demo fleet without its clusters: for real ones,
 * to which a real delivery tool brings what is committed.
 */
export async function startGitHost(
  options: Pick<
    DemoFleetOptions,
    'dataDirectory' | 'seedDirectory' | 'fresh' | 'port' | 'onError'
  >,
): Promise<GitHost> {
  const { dataDirectory } = options;
  const report = options.onError ?? (() => {});
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!url.pathname.startsWith('/git/')) {
      response.writeHead(404).end();
      return;
    }
    serveGit(
      {
        projectRoot: dataDirectory,
        onPush: () => {},
        onError: error => report(error, 'git'),
      },
      url.pathname.slice('/git'.length),
      url.search.slice(1),
      request,
      response,
    );
  });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await listen(server, options.port ?? 0);
  const gitUrl = `http://127.0.0.1:${port}/git/fleet.git`;
  const stop = () => closeServer(server, sockets);
  try {
    await FleetRepository.open({
      directory: join(dataDirectory, 'fleet.git'),
      from: options.seedDirectory ?? SEED_FOLDER,
      url: gitUrl,
      fresh: options.fresh ?? true,
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { gitUrl, stop };
}
