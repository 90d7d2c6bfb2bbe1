// A metrics store of all clusters, in a process of its own.
import http from 'node:http';
import { text } from 'node:stream/consumers';
import { answerQuery } from './answers';
import type {
  StoreCounts,
  StoreOptions,
  StoreReady,
  StoreRequest,
} from './messages';

let counts: StoreCounts = { queries: 0, series: 0, bytes: 0 };

function start({ clusters }: StoreOptions): Promise<StoreReady> {
  const server = http.createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    const { series, body } = answerQuery(clusters, form);
    counts = {
      queries: counts.queries + 1,
      series: counts.series + series,
      bytes: counts.bytes + body.length,
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address !== 'object' || !address) {
        reject(new Error('The store has no port'));
        return;
      }
      resolve({ url: `http://127.0.0.1:${address.port}` });
    });
  });
}

process.on('message', (message: { id: number; request: StoreRequest }) => {
  const answer = counts;
  counts = { queries: 0, series: 0, bytes: 0 };
  process.send?.({ id: message.id, answer });
});
process.on('disconnect', () => process.exit(0));
start(JSON.parse(process.argv[2] ?? '{}')).then(
  ready => process.send?.({ id: 0, answer: ready }),
  error => {
    console.error(error);
    process.exit(1);
  },
);
