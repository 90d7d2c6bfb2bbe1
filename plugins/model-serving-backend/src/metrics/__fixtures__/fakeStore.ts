import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';

/** One request that a store got. */
export interface StoreRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly form: URLSearchParams;
}

export interface FakeStore {
  readonly url: string;
  readonly requests: StoreRequest[];
  stop(): Promise<void>;
}

/** What it answers; `hang`: nothing, ever. */
export type StoreReply =
  | { readonly status?: number; readonly body: string | object }
  | 'hang'
  | 'cut';

/** An HTTP server in the place of a store. */
export async function startStore(
  reply: (request: StoreRequest) => StoreReply,
): Promise<FakeStore> {
  const requests: StoreRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', chunk => chunks.push(chunk));
    incoming.on('end', () => {
      const request = {
        path: incoming.url ?? '',
        headers: incoming.headers,
        form: new URLSearchParams(Buffer.concat(chunks).toString()),
      };
      requests.push(request);
      const answer = reply(request);
      if (answer === 'hang') return;
      if (answer === 'cut') {
        response.write('{"status":');
        response.destroy();
        return;
      }
      const { status = 200, body } = answer;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
    },
  };
}

/** A successful answer. */
export function vector(
  samples: readonly (readonly [Record<string, string>, string])[],
  warnings?: readonly string[],
) {
  return {
    body: {
      status: 'success',
      data: {
        resultType: 'vector',
        result: samples.map(([metric, value]) => ({
          metric,
          value: [1, value],
        })),
      },
      ...(warnings && { warnings }),
    },
  };
}
