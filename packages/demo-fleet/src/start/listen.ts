import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ConflictError } from '@backstage/errors';

/** Listens on loopback alone; 0 lets the system choose the port. */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const failed = (error: Error & { code?: string }) => {
      reject(error.code === 'EADDRINUSE' ? portTaken(port) : error);
    };
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      resolve();
    });
  });
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** Closes a server and whatever is still connected to it. */
export async function closeServer(
  server: Server,
  sockets: ReadonlySet<Socket>,
): Promise<void> {
  const closed = new Promise<void>(resolve => {
    server.close(() => resolve());
  });
  for (const socket of sockets) {
    socket.destroy();
  }
  await closed;
}

function portTaken(port: number): Error {
  return new ConflictError(
    `Port ${port} on 127.0.0.1 is taken by another program. Stop that program, or choose other ports with MODELFLEET_DEMO_PORT=<first port>: the demo fleet uses that port and the four after it.`,
  );
}
