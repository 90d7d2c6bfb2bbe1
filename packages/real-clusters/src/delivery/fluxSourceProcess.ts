import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Admin } from '../kubernetes/Admin';
import { FluxSource } from './FluxSource';

const LOOKS_EVERY_MS = 1_000;

/** What the process is told, by the file that its one argument names. */
export const fluxSourceOptionsSchema = z.object({
  port: z.number(),
  directory: z.string(),
  clusters: z.array(
    z.object({ url: z.string(), caFile: z.string(), token: z.string() }),
  ),
});

const ARCHIVE = /^\/([0-9a-f-]+)\/([0-9a-f]+\.tar\.gz)$/;

async function main(file: string): Promise<void> {
  const { port, directory, clusters } = fluxSourceOptionsSchema.parse(
    JSON.parse(await fs.readFile(file, 'utf8')),
  );
  await fs.mkdir(directory, { recursive: true });
  const server = http.createServer((request, response) => {
    const [, folder, name] = ARCHIVE.exec(request.url ?? '') ?? [];
    if (!folder || !name) {
      response.writeHead(404).end();
      return;
    }
    createReadStream(path.join(directory, folder, name))
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  server.listen(port, '127.0.0.1');
  const sources = await Promise.all(
    clusters.map(async ({ url, caFile, token }) =>
      FluxSource.create({
        admin: Admin.create(
          { url, ca: await fs.readFile(caFile, 'utf8') },
          token,
        ),
        directory,
        url: `http://127.0.0.1:${port}`,
      }),
    ),
  );
  for (;;) {
    for (const source of sources) {
      // A cluster that is away is looked at again, like all others.
      await source.look().catch((error: unknown) => console.error(error));
    }
    await sleep(LOOKS_EVERY_MS);
  }
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
