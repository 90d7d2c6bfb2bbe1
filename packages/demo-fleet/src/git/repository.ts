import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from './gitCommand';
import type { SeedOptions } from './seed';
import { seedRepository } from './seed';

/** The files of one commit. */
export interface RepositorySnapshot {
  /** Full commit hash. */
  readonly revision: string;
  /** Path from the top of the repository → content. */
  readonly files: ReadonlyMap<string, string>;
}

const BRANCH = 'refs/heads/main';

/** The bare repository that the fleet's Argo CD follows. */
export class FleetRepository {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  /** Opens the repository; a new one, or on request, starts from the seed. */
  static async open(
    options: SeedOptions & { fresh: boolean },
  ): Promise<FleetRepository> {
    const { directory, fresh } = options;
    if (fresh || !(await exists(join(directory, 'HEAD')))) {
      await seedRepository(options);
    }
    return new FleetRepository(directory);
  }

  /** The commit at the tip of `main`: read from the file that git writes. */
  async head(): Promise<string> {
    try {
      const loose = await readFile(join(this.directory, BRANCH), 'utf8');
      return loose.trim();
    } catch {
      const { directory } = this;
      const output = await git({ directory, args: ['rev-parse', BRANCH] });
      return output.toString('utf8').trim();
    }
  }

  async snapshot(): Promise<RepositorySnapshot> {
    const { directory } = this;
    const revision = await this.head();
    const listing = await git({
      directory,
      args: ['ls-tree', '-r', '-z', revision],
    });
    const entries = listing
      .toString('utf8')
      .split('\0')
      .map(line => /^\d+ blob ([0-9a-f]+)\t(.+)$/.exec(line))
      .filter(match => match !== null)
      .map(([, id = '', path = '']) => ({ id, path }));
    const contents = await git({
      directory,
      args: ['cat-file', '--batch'],
      input: entries.map(entry => `${entry.id}\n`).join(''),
    });
    return { revision, files: readBatch(contents, entries) };
  }
}

/** `<id> blob <bytes>\n<content>\n`, once for each id that was asked for. */
function readBatch(
  output: Buffer,
  entries: readonly { path: string }[],
): Map<string, string> {
  const files = new Map<string, string>();
  let position = 0;
  for (const { path } of entries) {
    const lineEnd = output.indexOf(0x0a, position);
    const header = output.subarray(position, lineEnd).toString('utf8');
    const size = Number(header.split(' ').at(-1));
    const start = lineEnd + 1;
    files.set(path, output.subarray(start, start + size).toString('utf8'));
    position = start + size + 1;
  }
  return files;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
