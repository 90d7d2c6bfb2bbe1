import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import {
  createObservedProjections,
  DEFAULT_ACCELERATORS,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ObservedRecord,
  Projection,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  AccessibleCluster,
  ClusterCredential,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { fakeProjection } from '../../__testUtils__/fakeKinds';
import { FleetState } from '../../state';
import { DEFAULT_OBSERVE_SETTINGS } from '../settings';
import { ObserverThreads } from './ObserverThreads';
import { THREAD_FILE } from './thread';

const TOKEN = 'not-to-be-told';
const BOUND_MS = 30_000;
/** Of this package's group, as `fakeProjection` has it. */
const apples = fakeProjection('apples');
const builtIn = createObservedProjections(DEFAULT_ACCELERATORS);

const stops: (() => Promise<unknown>)[] = [];

/** An API server with one Deployment and one kind that no one has built in. */
async function serveCluster() {
  const watches = new Set<http.ServerResponse>();
  const tokens: (string | undefined)[] = [];
  const { group, versions } = apples.resource;
  const [version = ''] = versions;
  const lists: Record<string, unknown[]> = {
    '/apis/apps/v1/deployments': [deployment('one')],
    [`/apis/${group}/${version}/apples`]: [
      {
        metadata: { name: 'red', uid: 'red', resourceVersion: '1' },
        spec: { value: 'sweet' },
      },
    ],
  };
  const documents: Record<string, unknown> = {
    '/version': { gitVersion: 'v1.36.0' },
    '/apis': {
      groups: [
        { name: 'apps', versions: [{ version: 'v1' }] },
        { name: group, versions: [{ version }] },
      ],
    },
    '/api/v1': { resources: [] },
    '/apis/apps/v1': { resources: [{ name: 'deployments' }] },
    [`/apis/${group}/${version}`]: { resources: [{ name: 'apples' }] },
  };
  const server = http.createServer((request, response) => {
    tokens.push(request.headers.authorization);
    const url = new URL(request.url ?? '', 'http://cluster');
    const items = lists[url.pathname];
    if (url.searchParams.has('watch')) {
      watches.add(response);
      response.on('close', () => watches.delete(response));
      response.writeHead(200);
      response.flushHeaders();
    } else if (items) {
      response.end(
        JSON.stringify({ metadata: { resourceVersion: '1' }, items }),
      );
    } else if (url.pathname === '/readyz') {
      response.end('ok');
    } else {
      const document = documents[url.pathname];
      response.writeHead(document ? 200 : 404);
      response.end(JSON.stringify(document ?? {}));
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    tokens,
    watches,
    url: `http://127.0.0.1:${port}`,
    change(name: string) {
      const object = deployment(name);
      const line = `${JSON.stringify({ type: 'ADDED', object })}\n`;
      for (const response of watches) {
        if (response.req.url?.includes('deployments')) response.write(line);
      }
    },
  };
}

function deployment(name: string) {
  return {
    metadata: {
      name,
      namespace: 'chat',
      uid: name,
      resourceVersion: '7',
      annotations: { 'modelfleet.dev/model-ref': 'model:default/one' },
    },
    spec: { template: { spec: { containers: [] } } },
  };
}

function observe(
  serverUrl: string,
  options: {
    readonly credential?: () => Promise<ClusterCredential>;
    readonly added?: readonly Projection<ObservedRecord>[];
    readonly file?: string;
  } = {},
) {
  const { added = [] } = options;
  const logger = mockServices.logger.mock();
  const state = FleetState.create({
    instanceId: 'test',
    aliases: new Map(),
    now: () => new Date(),
  });
  const threads = ObserverThreads.create({
    count: 1,
    accelerators: DEFAULT_ACCELERATORS,
    added,
    projections: [...builtIn, ...added],
    settings: DEFAULT_OBSERVE_SETTINGS,
    access: {
      credential:
        options.credential ?? (async () => ({ type: 'bearer', token: TOKEN })),
    },
    logger,
    elapsed: () => performance.now(),
    start: {
      file: options.file ?? THREAD_FILE,
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
    },
  });
  const cluster: AccessibleCluster = {
    name: 'eu',
    title: 'eu',
    serverUrl,
    skipTlsVerify: false,
  };
  const controller = new AbortController();
  const here = jest.fn(async () => {});
  const done = threads.observe(
    {
      cluster,
      delayMs: 0,
      lane: 0,
      sink: state.upsertCluster(cluster),
      remembered: () => state.served(cluster.name),
    },
    here,
    controller.signal,
  );
  const stop = async () => {
    controller.abort(new Error('The test is over'));
    await done;
    await threads.close();
  };
  stops.unshift(stop);
  const seen = () => state.snapshot().clusters[0];
  return {
    threads,
    logger,
    here,
    done,
    stop,
    state: () => seen()?.cluster.state,
    names: (plural: string) => {
      const projection = [...builtIn, ...added].find(
        ({ resource }) => resource.plural === plural,
      );
      return [...((projection && seen()?.records(projection)) ?? [])].map(
        ([key]) => key,
      );
    },
    logged: () =>
      JSON.stringify(
        [logger.error, logger.warn, logger.info, logger.debug].map(
          ({ mock }) => mock.calls,
        ),
      ),
  };
}

async function until(holds: () => boolean) {
  const end = Date.now() + BOUND_MS;
  while (!holds()) {
    if (Date.now() > end) throw new Error('It did not come true');
    await setTimeout(20);
  }
}

describe('threads that observe clusters', () => {
  jest.setTimeout(2 * BOUND_MS);

  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  it('tell what a cluster has and what changes there, and leave nothing open', async () => {
    const cluster = await serveCluster();
    const on = observe(cluster.url, { added: [apples] });
    await until(() => on.state()?.status === 'live');
    expect(on.names('deployments')).toEqual(['chat/one']);
    // Its code is not in the thread.
    expect(on.names('apples')).toEqual(['red']);
    expect(cluster.tokens).toContain(`Bearer ${TOKEN}`);
    await until(() => cluster.watches.size >= 2);
    cluster.change('two');
    await until(() => on.names('deployments').length === 2);

    await on.stop();
    await until(() => cluster.watches.size === 0);
    expect(on.here).not.toHaveBeenCalled();
    expect(on.logged()).not.toContain(TOKEN);
  });

  it('say that there is no credential, and not why', async () => {
    const cluster = await serveCluster();
    const on = observe(cluster.url, {
      credential: async () => {
        throw new Error(`The token ${TOKEN} is wrong`);
      },
    });
    await until(() => on.state()?.status === 'unauthorized');
    expect(on.state()).toMatchObject({
      error: { kind: 'credentials', message: expect.stringContaining("'eu'") },
    });
    expect(on.logged() + JSON.stringify(on.state())).not.toContain(TOKEN);
  });

  it('are followed by another one when one is lost', async () => {
    const cluster = await serveCluster();
    const on = observe(cluster.url);
    await until(() => on.state()?.status === 'live');
    // As if it had run out of memory.
    await on.threads.close();
    await until(() => cluster.watches.size === 0);
    await until(() => cluster.watches.size > 0);
    cluster.change('two');
    await until(() => on.names('deployments').length === 2);
    expect(on.here).not.toHaveBeenCalled();
  });

  it('are not needed: where there are none, the main thread observes', async () => {
    const on = observe('http://127.0.0.1:9', { file: '/nowhere/thread.js' });
    await on.done;
    expect(on.here).toHaveBeenCalledTimes(1);
    expect(on.logger.warn).toHaveBeenCalledTimes(1);
    expect(on.logged()).toContain('main thread');
  });
});
