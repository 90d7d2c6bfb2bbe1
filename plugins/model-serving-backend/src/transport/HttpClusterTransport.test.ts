import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createSecureServer, Http2ServerRequest } from 'node:http2';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { generate } from 'selfsigned';
import type {
  AccessibleCluster,
  ClusterCredential,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { HttpClusterTransport } from './HttpClusterTransport';

type Request = Pick<IncomingMessage, 'url' | 'headers' | 'socket'>;

/** What the responses of HTTP/1.1 and HTTP/2 have in common. */
interface Response {
  writeHead(status: number, headers?: Record<string, string>): unknown;
  write(text: string): unknown;
  end(text: string): unknown;
}

type Handler = (request: Request, response: Response) => void;

const certificate = generate([{ name: 'commonName', value: 'localhost' }], {
  days: 1,
  keySize: 2048,
  extensions: [
    {
      name: 'subjectAltName',
      altNames: [{ type: 7, ip: '127.0.0.1' }],
    },
  ],
});

const closers: (() => Promise<void>)[] = [];

async function serve(protocol: 'http' | 'https' | 'h2', handler: Handler) {
  const tls = { key: certificate.private, cert: certificate.cert };
  const sockets = new Set<Socket>();
  const server = {
    http: () => createServer(handler),
    https: () => createTlsServer(tls, handler),
    h2: () => createSecureServer({ ...tls, allowHTTP1: true }, handler),
  }[protocol]();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${protocol === 'http' ? 'http' : 'https'}://127.0.0.1:${port}`,
    sockets,
    connections: () => connections,
  };
}

function open(
  serverUrl: string,
  options: {
    cluster?: Partial<AccessibleCluster>;
    credential?: (renew: boolean) => Promise<ClusterCredential>;
    credentialTimeoutMs?: number;
  } = {},
) {
  const transport = HttpClusterTransport.create({
    cluster: {
      name: 'eu',
      title: 'eu',
      serverUrl,
      skipTlsVerify: false,
      certificateAuthority: certificate.cert,
      ...options.cluster,
    },
    access: {
      credential: async (_, { renew = false }) =>
        options.credential?.(renew) ?? { type: 'bearer', token: 't0ken' },
    },
    ...(options.credentialTimeoutMs !== undefined && {
      credentialTimeoutMs: options.credentialTimeoutMs,
    }),
  });
  closers.unshift(() => transport.close());
  return transport;
}

const { signal } = new AbortController();
const get = { signal, timeoutMs: 2_000 };

function json(response: Response, body: unknown, status = 200, headers = {}) {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...headers,
  });
  response.end(JSON.stringify(body));
}

describe('HttpClusterTransport', () => {
  afterEach(async () => {
    for (const close of closers.splice(0)) {
      await close();
    }
  });

  it.each(['http', 'https', 'h2'] as const)(
    'reads documents and streams over %s',
    async protocol => {
      const server = await serve(protocol, (request, response) => {
        if (request.url === '/base/version') {
          json(response, { auth: request.headers.authorization });
        } else {
          response.writeHead(200);
          response.write('{"n":1}\n{"n"');
          response.write(':2}\n\n');
          response.end(
            request.url === '/base/w' ? '{"n":3}\n' : '{"n":3}\n{"cut":',
          );
        }
      });
      const transport = open(`${server.url}/base`);
      expect(await transport.get('/version', get)).toEqual({
        auth: 'Bearer t0ken',
      });
      const lines: unknown[] = [];
      for await (const line of transport.watch('/w', get)) {
        lines.push(line);
      }
      expect(lines).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);

      const cut: unknown[] = [];
      const reading = async () => {
        for await (const line of transport.watch('/cut', get)) {
          cut.push(line);
        }
      };
      // What came before it broke off holds.
      await expect(reading()).rejects.toMatchObject({ kind: 'protocol' });
      expect(cut).toEqual(lines);
    },
  );

  it.each(['https', 'h2'] as const)(
    'reads an object of a megabyte over %s, in however many pieces it comes',
    async protocol => {
      const text = JSON.stringify({ n: 'x'.repeat(1_000_000) });
      const server = await serve(protocol, (_request, response) => {
        response.writeHead(200);
        for (let at = 0; at < text.length; at += 7_919) {
          response.write(text.slice(at, at + 7_919));
        }
        response.end('\n{"n":2}\n');
      });
      const lines: unknown[] = [];
      for await (const line of open(server.url).watch('/w', get)) {
        lines.push(line);
      }
      expect(lines.map(line => JSON.stringify(line).length)).toEqual([
        text.length,
        7,
      ]);
    },
  );

  it('has all of its watches in one HTTP/2 connection, and closes it', async () => {
    const server = await serve('h2', (request, response) => {
      if (request.url === '/version') {
        json(response, {});
      } else {
        response.writeHead(200);
        response.write('{}\n');
      }
    });
    const transport = open(server.url);
    await transport.get('/version', get);
    const streams = Array.from({ length: 40 }, () =>
      transport.watch('/w', get)[Symbol.asyncIterator](),
    );
    await Promise.all(streams.map(stream => stream.next()));
    await transport.get('/version', get);
    expect(server.connections()).toBe(1);
    await Promise.all(streams.map(stream => stream.return?.(undefined)));
    await transport.get('/version', get);
    expect(server.connections()).toBe(1);
    await transport.close();
    await closed(server.sockets);
  });

  it('takes a rotated token from a server that leaves HTTP/2 after a 401, as API servers do', async () => {
    const server = await serve('h2', (request, response) => {
      if (request.headers.authorization === 'Bearer new') {
        json(response, { fine: true });
        return;
      }
      if (request instanceof Http2ServerRequest) {
        request.stream.session?.goaway();
      }
      json(response, { message: 'Unauthorized' }, 401);
    });
    const tokens: boolean[] = [];
    const transport = open(server.url, {
      credential: async renew => {
        tokens.push(renew);
        return { type: 'bearer', token: renew ? 'new' : 'old' };
      },
    });
    expect(await transport.get('/version', get)).toEqual({ fine: true });
    expect(tokens).toEqual([false, true]);

    const refused = open(server.url);
    await expect(refused.get('/version', get)).rejects.toMatchObject({
      kind: 'unauthorized',
      status: 401,
    });
  });

  it('has watches side by side over HTTP/1.1, and leaves no socket', async () => {
    const server = await serve('http', (request, response) => {
      if (request.url === '/version') {
        json(response, {});
      } else {
        response.writeHead(200);
        response.write('{}\n');
      }
    });
    const transport = open(server.url);
    await transport.get('/version', get);
    const controller = new AbortController();
    const watches = Array.from({ length: 8 }, () =>
      transport
        .watch('/w', { signal: controller.signal, timeoutMs: 2_000 })
        [Symbol.asyncIterator](),
    );
    await Promise.all(watches.map(watch => watch.next()));
    expect(await transport.get('/version', get)).toEqual({});
    const ends = watches.map(watch => watch.next());
    controller.abort(new Error('enough'));
    for (const end of ends) {
      await expect(end).rejects.toThrow('enough');
    }
    await transport.close();
    await closed(server.sockets);
  });

  it('takes a rotated token, once for all who need it', async () => {
    const server = await serve('http', (request, response) => {
      const ok = request.headers.authorization === 'Bearer new';
      json(response, {}, ok ? 200 : 401);
    });
    const asked: boolean[] = [];
    const transport = open(server.url, {
      credential: async renew => {
        asked.push(renew);
        return { type: 'bearer', token: renew ? 'new' : 'old' };
      },
    });
    await Promise.all([transport.get('/a', get), transport.get('/b', get)]);
    expect(asked).toEqual([false, true]);
  });

  it.each<[string, Handler, object]>([
    [
      '401',
      (_, response) => json(response, {}, 401),
      { kind: 'unauthorized', status: 401 },
    ],
    [
      '403',
      (_, response) => json(response, { message: 'no list for you' }, 403),
      {
        kind: 'forbidden',
        message: "Cluster 'eu' forbids reading /p: no list for you",
      },
    ],
    [
      '429 with a header',
      (_, response) => json(response, {}, 429, { 'retry-after': '7' }),
      { kind: 'throttled', retryAfterMs: 7_000 },
    ],
    [
      '429 with details',
      (_, response) =>
        json(response, { details: { retryAfterSeconds: 3 } }, 429),
      { kind: 'throttled', retryAfterMs: 3_000 },
    ],
    ['410', (_, response) => json(response, {}, 410), { status: 410 }],
    ['500', (_, response) => json(response, {}, 500), { kind: 'server' }],
    ['302', (_, response) => json(response, {}, 302), { status: 302 }],
    [
      'HTML',
      (_, response) => response.end('<html>Log in</html>'),
      { kind: 'protocol' },
    ],
    [
      'a cut answer',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{');
        setImmediate(() => request.socket.destroy());
      },
      { kind: 'refused' },
    ],
    ['nothing', () => {}, { kind: 'timeout' }],
    [
      'a body that stops',
      (_, response) => {
        response.writeHead(200);
        response.write('{');
      },
      { kind: 'timeout' },
    ],
  ])(
    'names the failure of a server that answers %s',
    async (_, handler, expected) => {
      const server = await serve('http', handler);
      const error: unknown = await open(server.url)
        .get('/p?limit=1', { signal, timeoutMs: 300 })
        .catch(caught => caught);
      expect(error).toMatchObject(expected);
      expect(String(error)).not.toContain('t0ken');
    },
  );

  it.each<[string, Partial<AccessibleCluster>, object]>([
    [
      'a certificate of another authority',
      { certificateAuthority: '' },
      { kind: 'tls' },
    ],
    [
      'a port where nobody listens',
      { serverUrl: 'https://127.0.0.1:1' },
      { kind: 'refused' },
    ],
    [
      'a name that does not exist',
      { serverUrl: 'https://no-such-host.invalid' },
      { kind: 'dns' },
    ],
  ])('names the failure of %s', async (_, cluster, expected) => {
    const server = await serve('https', (__, response) => json(response, {}));
    const error: unknown = await open(server.url, { cluster })
      .get('/version', get)
      .catch(caught => caught);
    expect(error).toMatchObject(expected);
  });

  it('skips verification only where that is configured', async () => {
    const server = await serve('https', (_, response) => json(response, {}));
    const transport = open(server.url, {
      cluster: { certificateAuthority: '', skipTlsVerify: true },
    });
    expect(await transport.get('/version', get)).toEqual({});
  });

  it('does not take credentials that are late for credentials that are wrong', async () => {
    const late = open('http://127.0.0.1:1', {
      credential: () => new Promise(() => {}),
      credentialTimeoutMs: 5,
    });
    await expect(late.get('/version', get)).rejects.toMatchObject({
      kind: 'timeout',
      message: "The credentials for cluster 'eu' did not come in time",
    });
  });

  it('says that credentials cannot be had, without the reason that may hold them', async () => {
    const error: unknown = await open('http://127.0.0.1:1', {
      credential: async () => {
        throw new Error('s3cret');
      },
    })
      .get('/version', get)
      .catch(caught => caught);
    expect(error).toMatchObject({ kind: 'credentials' });
    expect(String(error)).not.toContain('s3cret');
  });
});

/** Waits, up to the test's own time-out, until all sockets are gone. */
async function closed(sockets: Set<Socket>): Promise<void> {
  while (sockets.size > 0) {
    await new Promise(resolve => setImmediate(resolve));
  }
  expect(sockets.size).toBe(0);
}
