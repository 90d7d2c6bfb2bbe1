import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { GoPart, SourceChange } from './parts';
import { run } from './run';

const moduleSchema = z.object({ Dir: z.string() });

/** Where Go has the module's source, fetched if need be. */
async function sourceOf(
  part: GoPart,
  go: string,
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  const fetched = await run(go, ['mod', 'download', part.module], options);
  const { code, output } = await run(
    go,
    ['list', '-mod=readonly', '-m', '-json', part.module],
    options,
  );
  if (fetched.code !== 0 || code !== 0) {
    throw new Error(
      `go mod download ${part.module}:\n${fetched.output}${output}`,
    );
  }
  return moduleSchema.parse(JSON.parse(output)).Dir;
}

async function change(
  source: string,
  { file, from, to }: SourceChange,
): Promise<void> {
  const changed = path.join(source, file);
  const text = await fs.readFile(changed, 'utf8');
  const parts = text.split(from);
  if (parts.length !== 2) {
    throw new Error(
      `${file} has "${from}" ${parts.length - 1} times where one is expected`,
    );
  }
  // Go keeps what it fetched read-only, and so is the copy.
  await fs.chmod(changed, 0o644);
  await fs.writeFile(changed, parts.join(to));
}

/**
 * Gives the work the flags of `go build` that make it take the part's changed
 * source; none where nothing is changed. The copy goes when the work has ended.
 *
 * @throws when the source is not what the changes were made for.
 */
export async function withChangedSource(
  part: GoPart,
  options: {
    readonly go: string;
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
  },
  work: (flags: readonly string[]) => Promise<void>,
): Promise<void> {
  if (!part.changes) return work([]);
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'changed-source-'));
  const source = path.join(directory, 'source');
  const modfile = path.join(directory, 'go.mod');
  try {
    await fs.cp(await sourceOf(part, options.go, options), source, {
      recursive: true,
    });
    for (const each of part.changes) await change(source, each);
    await fs.copyFile(path.join(options.cwd, 'go.mod'), modfile);
    await fs.copyFile(
      path.join(options.cwd, 'go.sum'),
      path.join(directory, 'go.sum'),
    );
    await fs.appendFile(modfile, `\nreplace ${part.module} => ${source}\n`);
    return await work([`-modfile=${modfile}`]);
  } finally {
    await makeWritable(directory);
    await fs.rm(directory, { recursive: true, force: true });
  }
}

/** What is in a read-only folder cannot be deleted. */
async function makeWritable(directory: string): Promise<void> {
  const entries = await fs.readdir(directory, { withFileTypes: true });
  await fs.chmod(directory, 0o755);
  for (const entry of entries) {
    if (entry.isDirectory()) {
      await makeWritable(path.join(directory, entry.name));
    }
  }
}
