import fs from 'node:fs/promises';
import http from 'node:http';
import { z } from 'zod';
import { Admin } from '../kubernetes/Admin';
import { exposeGpus } from './dcgm';
import { MeasuredCluster } from './MeasuredCluster';

/** What the process is told, by the file that its one argument names. */
const optionsSchema = z.object({
  port: z.number(),
  /** `host:port` of the model server that stands for all. */
  engine: z.string(),
  clusters: z.array(
    z.object({
      name: z.string(),
      url: z.string(),
      caFile: z.string(),
      token: z.string(),
    }),
  ),
});

/** What Prometheus is to scrape, in the words of its HTTP discovery. */
async function targets(
  clusters: readonly MeasuredCluster[],
  exporter: string,
  engine: string,
): Promise<unknown[]> {
  const groups = clusters.map(async cluster => [
    {
      targets: [exporter],
      labels: {
        __metrics_path__: `/gpus/${cluster.name}`,
        job: 'dcgm-exporter',
        cluster: cluster.name,
      },
    },
    ...(await cluster.engines()).map(({ namespace, pod }) => ({
      targets: [engine],
      labels: { job: 'engines', cluster: cluster.name, namespace, pod },
    })),
  ]);
  return (await Promise.all(groups)).flat();
}

async function main(file: string): Promise<void> {
  const options = optionsSchema.parse(
    JSON.parse(await fs.readFile(file, 'utf8')),
  );
  const started = Date.now();
  const clusters = await Promise.all(
    options.clusters.map(async ({ name, url, caFile, token }) => {
      const ca = await fs.readFile(caFile, 'utf8');
      return MeasuredCluster.create(name, Admin.create({ url, ca }, token));
    }),
  );
  const answerTo = async (path: string): Promise<[string, string]> => {
    if (path === '/targets') {
      const exporter = `127.0.0.1:${options.port}`;
      const found = await targets(clusters, exporter, options.engine);
      return ['application/json', JSON.stringify(found)];
    }
    const cluster = clusters.find(({ name }) => path === `/gpus/${name}`);
    const machines = cluster ? await cluster.machines() : [];
    const seconds = (Date.now() - started) / 1_000;
    return ['text/plain; version=0.0.4', exposeGpus(machines, seconds)];
  };
  http
    .createServer((request, response) => {
      answerTo(request.url ?? '/').then(
        ([type, body]) =>
          response.writeHead(200, { 'content-type': type }).end(body),
        (error: unknown) => {
          // A cluster that is away is asked again at the next scrape.
          console.error(error);
          response.writeHead(503).end();
        },
      );
    })
    .listen(options.port, '127.0.0.1');
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
