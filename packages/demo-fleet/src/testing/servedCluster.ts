import { Pages } from '../apiserver/pages';
import { ApiServer } from '../apiserver/server';
import { wireFaults } from '../faults/wiring';
import type { VirtualCluster } from './virtualCluster';
import { virtualCluster } from './virtualCluster';

export const TEST_TOKEN = 'test-token';

/** A virtual cluster behind a real HTTP endpoint. */
export interface ServedTestCluster extends VirtualCluster {
  readonly api: ApiServer;
  request(path: string, init?: RequestInit): Promise<Response>;
  json(path: string, init?: RequestInit): Promise<unknown>;
  watch(path: string): Promise<TestWatch>;
  /** Throws what a controller reported and the test did not expect. */
  stop(): Promise<void>;
}

export interface WatchLine {
  type: string;
  object: { [key: string]: unknown };
}

/** Reads a watch line by line. */
export interface TestWatch {
  /** The next line; `undefined` when the stream has ended or broken. */
  next(): Promise<WatchLine | undefined>;
  close(): Promise<void>;
}

export async function serveTestCluster(
  name: string,
): Promise<ServedTestCluster> {
  const virtual = virtualCluster(name);
  const api = await ApiServer.start(
    {
      ...virtual,
      pages: Pages.create(virtual.cluster),
      token: TEST_TOKEN,
      bookmarkMs: 5_000,
    },
    0,
  );
  wireFaults({ ...virtual, api }, error => virtual.errors.push(error));
  const request = (path: string, init: RequestInit = {}) =>
    fetch(`${api.url}${path}`, {
      ...init,
      headers: { Authorization: `Bearer ${TEST_TOKEN}`, ...init.headers },
    });
  return {
    ...virtual,
    api,
    request,
    json: async (path, init) => (await request(path, init)).json(),
    watch: async path => readLines(await request(path)),
    stop: async () => {
      virtual.clock.stop();
      await api.stop();
      for (const error of virtual.errors) {
        throw error;
      }
    },
  };
}

function readLines(response: Response): TestWatch {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let buffer = '';
  return {
    next: async () => {
      while (!buffer.includes('\n')) {
        const chunk = await reader?.read().catch(() => undefined);
        if (!chunk || chunk.done) {
          return undefined;
        }
        buffer += decoder.decode(chunk.value, { stream: true });
      }
      const end = buffer.indexOf('\n');
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 1);
      return JSON.parse(line);
    },
    close: async () => {
      await reader?.cancel().catch(() => undefined);
    },
  };
}
