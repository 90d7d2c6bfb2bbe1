import net from 'node:net';
import type { AddressInfo, NetConnectOpts, Socket } from 'node:net';
import path from 'node:path';

interface Target {
  readonly to: NetConnectOpts;
  /** The database by way of a port of this machine. */
  address(port: number): string;
}

/** `socket:<folder>?db=…&user=…` of a local server, or the URL of any other. */
function parseTarget(database: string): Target {
  if (database.startsWith('socket:')) {
    const [folder = '', query = ''] = database
      .slice('socket:'.length)
      .split('?');
    const params = new URLSearchParams(query);
    return {
      to: { path: path.join(folder, '.s.PGSQL.5432') },
      address: port =>
        `postgresql://${params.get('user')}@127.0.0.1:${port}/${params.get(
          'db',
        )}`,
    };
  }
  const url = new URL(database);
  return {
    to: { host: url.hostname, port: Number(url.port || 5432) },
    address: port => {
      const here = new URL(database);
      here.host = `127.0.0.1:${port}`;
      return here.href;
    },
  };
}

/** The way of one replica to its database, which can be cut. */
export class DatabaseLink {
  readonly #server: net.Server;
  readonly #sockets = new Set<Socket>();
  readonly #target: Target;
  #cut: 'silence' | 'refusal' | undefined;

  static async open(database: string): Promise<DatabaseLink> {
    const link = new DatabaseLink(parseTarget(database));
    await new Promise<void>(resolve =>
      link.#server.listen(0, '127.0.0.1', resolve),
    );
    return link;
  }

  private constructor(target: Target) {
    this.#target = target;
    this.#server = net.createServer(near => this.#accept(near));
  }

  get address(): string {
    const { port } = this.#server.address() as AddressInfo;
    return this.#target.address(port);
  }

  /** Packets are lost without a word, or connections are closed. */
  cut(how: 'silence' | 'refusal'): void {
    this.#cut = how;
    this.#sockets.forEach(socket =>
      how === 'silence' ? socket.pause() : socket.destroy(),
    );
  }

  heal(): void {
    this.#cut = undefined;
    // What was on its way is lost, as when addresses change.
    this.#sockets.forEach(socket => socket.destroy());
  }

  async close(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => this.#server.close(resolve));
  }

  #accept(near: Socket): void {
    this.#keep(near);
    if (this.#cut === 'refusal') {
      near.destroy();
      return;
    }
    if (this.#cut === 'silence') {
      near.pause();
      return;
    }
    const far = net.connect(this.#target.to);
    this.#keep(far);
    near.on('data', data => far.write(data));
    far.on('data', data => near.write(data));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  }
}
