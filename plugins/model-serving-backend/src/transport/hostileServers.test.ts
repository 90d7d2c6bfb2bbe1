import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { readLines } from './body';
import { HttpClusterTransport } from './HttpClusterTransport';

const MEBIBYTE = 1024 * 1024;
const CHUNK = Buffer.alloc(MEBIBYTE, 'x');
const { signal } = new AbortController();
const options = { signal, timeoutMs: 20_000 };

/** Writes without an end, as fast as it is read; counts what was taken. */
function pour(response: ServerResponse, taken: { bytes: number }): void {
  const more = () => {
    while (!response.destroyed) {
      taken.bytes += CHUNK.byteLength;
      if (!response.write(CHUNK)) {
        response.once('drain', more);
        return;
      }
    }
  };
  more();
}

describe('a server that sends without an end', () => {
  const taken = { bytes: 0 };
  const sockets = new Set<Socket>();
  let status = 200;
  let begin = '';
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.write(begin);
    pour(response, taken);
  });
  let transport: HttpClusterTransport;

  beforeAll(async () => {
    server.on('connection', socket => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    taken.bytes = 0;
    status = 200;
    begin = '';
    const { port } = server.address() as AddressInfo;
    transport = HttpClusterTransport.create({
      cluster: {
        name: 'eu',
        title: 'eu',
        serverUrl: `http://127.0.0.1:${port}`,
        skipTlsVerify: false,
      },
      access: {
        credential: async () => ({ type: 'bearer', token: 't0ken' }),
      },
    });
  });
  afterEach(() => transport.close());
  afterAll(async () => {
    sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => server.close(resolve));
  });

  /** What lies in buffers of both ends comes on top. */
  function expectTaken(mebibytes: number) {
    expect(taken.bytes).toBeLessThan((mebibytes + 8) * MEBIBYTE);
  }

  /** Nothing goes on to be sent. */
  async function expectClosed() {
    for (let i = 0; i < 100 && sockets.size > 0; i++) {
      await new Promise(resolve => setImmediate(resolve));
    }
    await transport.close();
    const end = Date.now() + 5_000;
    while (sockets.size > 0 && Date.now() < end) {
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(sockets.size).toBe(0);
  }

  it('as a document', async () => {
    begin = '{"items": "';
    await expect(transport.get('/api', options)).rejects.toMatchObject({
      kind: 'protocol',
      tooLarge: true,
      message: expect.stringContaining('64 MiB'),
    });
    expectTaken(64);
    await expectClosed();
  });

  it('as one line of a watch', async () => {
    const events: unknown[] = [];
    begin = '{"type":"BOOKMARK"}\n{"type":"';
    const watch = async () => {
      for await (const event of transport.watch('/api?watch=1', options)) {
        events.push(event);
      }
    };
    await expect(watch()).rejects.toMatchObject({
      kind: 'protocol',
      tooLarge: true,
    });
    expect(events).toEqual([{ type: 'BOOKMARK' }]);
    expectTaken(8);
    await expectClosed();
  });

  it('as a log', async () => {
    const bounded = { ...options, maxBytes: 128 * 1024 };
    await expect(transport.getText('/log', bounded)).rejects.toMatchObject({
      tooLarge: true,
    });
    expectTaken(1);
    await expectClosed();
  });

  it.each([
    [403, 'forbidden'],
    [429, 'throttled'],
    [500, 'server'],
  ])('as the body of HTTP %d', async (code, kind) => {
    status = code;
    begin = '{"message":"';
    await expect(transport.get('/api', options)).rejects.toMatchObject({
      kind,
      status: code,
    });
    expectTaken(1);
    await expectClosed();
  });

  it('as the body of a 401, for the token that was renewed too', async () => {
    status = 401;
    await expect(transport.get('/api', options)).rejects.toMatchObject({
      kind: 'unauthorized',
    });
    expectTaken(2);
    await expectClosed();
  });

  it('to whoever watches and is refused', async () => {
    status = 403;
    const watch = async () => {
      for await (const _ of transport.watch('/api?watch=1', options)) {
        throw new Error('It says something');
      }
    };
    await expect(watch()).rejects.toMatchObject({ kind: 'forbidden' });
    expectTaken(1);
    await expectClosed();
  });
});

describe('a watch', () => {
  async function read(chunks: readonly string[]) {
    const lines: string[] = [];
    async function* body() {
      yield* chunks.map(chunk => Buffer.from(chunk));
    }
    for await (const line of readLines('eu', body())) {
      lines.push(line);
    }
    return lines;
  }

  it.each([
    [
      ['{"a":1}\n{"b"', ':2}\n'],
      ['{"a":1}', '{"b":2}'],
    ],
    [['{"a":1}\n', ' \r\n'], ['{"a":1}']],
    [['{"a":1}\n '], ['{"a":1}']],
    [[], []],
  ])('is read in lines: %j', async (chunks, lines) => {
    expect(await read(chunks)).toEqual(lines);
  });

  it('that breaks off within a line is no end in good order', async () => {
    await expect(read(['{"a":1}\n{"b'])).rejects.toMatchObject({
      kind: 'protocol',
      message: expect.stringContaining('broke off'),
    });
  });
});
