import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { generate } from 'selfsigned';
import type { AccessibleCluster } from '@modelfleet/backstage-plugin-model-serving-node';
import { fakeProjection } from '../__testUtils__/fakeKinds';
import { FleetState } from '../state';
import { HttpClusterTransport } from '../transport';
import { systemClock } from './Clock';
import { DirectObservation } from './DirectObservation';
import { DEFAULT_OBSERVE_SETTINGS } from './settings';

interface Response {
  writeHead(status: number, headers?: Record<string, string>): unknown;
  write(text: string): unknown;
  end(text: string): unknown;
}

const certificate = generate([{ name: 'commonName', value: 'localhost' }], {
  days: 1,
  keySize: 2048,
  extensions: [
    { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
  ],
});

const DOCUMENTS: Readonly<Record<string, unknown>> = {
  '/version': { gitVersion: 'v1.35.0' },
  '/apis': { groups: [{ name: 'example.com', versions: [{ version: 'v1' }] }] },
  '/apis/example.com/v1': {
    resources: [{ name: 'apples' }, { name: 'pears' }],
  },
};

/** An API server on real sockets, as far as it is observed. */
class ServedCluster {
  readonly sockets = new Set<Socket>();
  blackHole = false;
  readonly #server;

  constructor(protocol: 'http' | 'h2') {
    const handler = (request: { url?: string }, response: Response) =>
      this.#answer(request.url ?? '', response);
    this.#server =
      protocol === 'http'
        ? createServer((request: IncomingMessage, response) =>
            handler({ url: request.url ?? '' }, response),
          )
        : createSecureServer(
            {
              key: certificate.private,
              cert: certificate.cert,
              allowHTTP1: true,
            },
            handler,
          );
    this.#server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>(resolve =>
      this.#server.listen(0, '127.0.0.1', resolve),
    );
    return (this.#server.address() as AddressInfo).port;
  }

  /** As a proxy does that is restarted. */
  drop(): void {
    this.sockets.forEach(socket => socket.destroy());
  }

  async close(): Promise<void> {
    this.drop();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #answer(path: string, response: Response): void {
    if (this.blackHole) {
      return;
    }
    const url = new URL(path, 'http://cluster');
    const metadata = { resourceVersion: '1' };
    response.writeHead(200, { 'content-type': 'application/json' });
    if (url.searchParams.has('watch')) {
      const bookmark = { type: 'BOOKMARK', object: { metadata } };
      response.write(`${JSON.stringify(bookmark)}\n`);
      return;
    }
    const document = DOCUMENTS[url.pathname] ?? { metadata, items: [] };
    response.end(JSON.stringify(document));
  }
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 30_000;
  while (!holds()) {
    if (Date.now() > end) {
      throw new Error('It did not come true within 30 s');
    }
    await setTimeout(20);
  }
}

jest.setTimeout(120_000);

describe.each(['http', 'h2'] as const)('sockets over %s', protocol => {
  let cluster: ServedCluster;
  let clusters: AccessibleCluster[];
  let fleet: FleetState;
  const controller = { current: new AbortController() };
  let done: Promise<void>;

  beforeEach(async () => {
    cluster = new ServedCluster(protocol);
    const port = await cluster.listen();
    clusters = [
      {
        name: 'eu',
        title: 'eu',
        serverUrl: `${
          protocol === 'h2' ? 'https' : 'http'
        }://127.0.0.1:${port}`,
        skipTlsVerify: false,
        certificateAuthority: certificate.cert,
      },
    ];
    const access = {
      list: async () => clusters,
      credential: async () => ({ type: 'bearer' as const, token: 't0ken' }),
    };
    fleet = FleetState.create({
      instanceId: 'test',
      aliases: new Map(),
      now: () => new Date(),
    });
    controller.current = new AbortController();
    done = DirectObservation.create({
      access,
      projections: [fakeProjection('apples'), fakeProjection('pears')],
      logger: mockServices.logger.mock(),
      clock: systemClock,
      random: Math.random,
      settings: {
        ...DEFAULT_OBSERVE_SETTINGS,
        heartbeatMs: 100,
        heartbeatTimeoutMs: 300,
        requestTimeoutMs: 500,
        firstRetryMs: 20,
        maxRetryMs: 50,
        clustersMs: 50,
      },
      createTransport: known =>
        HttpClusterTransport.create({ cluster: known, access }),
    }).run(fleet, { signal: controller.current.signal });
    await until(() => status() === 'live');
  });

  afterEach(async () => {
    controller.current.abort();
    await done;
    await until(() => cluster.sockets.size === 0);
    await cluster.close();
  });

  function status(): string | undefined {
    return fleet.snapshot().clusters[0]?.cluster.state.status;
  }

  /** One for everything, or one for each watch and some for what comes and goes. */
  const most = protocol === 'h2' ? 1 : 5;

  it('end when the cluster leaves the configuration', async () => {
    expect(cluster.sockets.size).toBeGreaterThan(0);
    expect(cluster.sockets.size).toBeLessThanOrEqual(most);
    clusters = [];
    await until(() => cluster.sockets.size === 0);
    expect(fleet.snapshot().clusters).toEqual([]);
  });

  it('grow no more for a cluster that never answers', async () => {
    const counts: number[] = [];
    const count = (from: number) => {
      counts.push(cluster.sockets.size);
      return Date.now() - from > 1_500;
    };
    for (let round = 0; round < 5; round++) {
      cluster.blackHole = true;
      await until(() => status() === 'unreachable');
      const from = Date.now();
      await until(() => count(from));
      cluster.blackHole = false;
      await until(() => status() === 'live');
      counts.push(cluster.sockets.size);
    }
    expect(Math.max(...counts)).toBeLessThanOrEqual(most);
  });

  it('grow no more for a cluster that drops them', async () => {
    const isBack = () => cluster.sockets.size > 0 && status() === 'live';
    for (let round = 0; round < 20; round++) {
      cluster.drop();
      await until(isBack);
    }
    expect(cluster.sockets.size).toBeLessThanOrEqual(most);
  });
});
