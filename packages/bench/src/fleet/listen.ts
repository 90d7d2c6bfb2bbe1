import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import selfsigned from 'selfsigned';

const HOST = '127.0.0.1';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export function createCertificate(): Certificate {
  const { private: key, cert } = selfsigned.generate(
    [{ name: 'commonName', value: HOST }],
    {
      algorithm: 'sha256',
      keySize: 2048,
      days: 2,
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'subjectAltName', altNames: [{ type: 7, ip: HOST }] },
      ],
    },
  );
  return { key, cert };
}

type Handler = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
) => void;

/** An API server; returns its URL. */
export async function listenApi(
  handler: Handler,
  certificate: Certificate | undefined,
): Promise<string> {
  const server = certificate
    ? // What HTTP/2 hands over is made to be used as HTTP/1.1's.
      http2.createSecureServer(
        { ...certificate, allowHTTP1: true },
        handler as never,
      )
    : http.createServer({ keepAliveTimeout: 60_000 }, handler);
  const port = await listen(server);
  return `${certificate ? 'https' : 'http'}://${HOST}:${port}`;
}

/** Takes connections and never says a word. */
export async function listenDead(tls: boolean): Promise<string> {
  const server = net.createServer(socket => socket.on('error', () => {}));
  return `${tls ? 'https' : 'http'}://${HOST}:${await listen(server)}`;
}

function listen(server: net.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
      else reject(new Error('The server has no port'));
    });
  });
}
