import fs from 'node:fs/promises';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { run } from '../binaries/run';
import {
  kubernetesObjectSchema,
  type KubernetesObject,
} from '../kubernetes/objects';

/** A clone of a repository, as a platform team has one. */
export class Checkout {
  /** @param directory - Must not be there yet. */
  static async clone(url: string, directory: string): Promise<Checkout> {
    await git(['clone', '--quiet', url, directory]);
    return new Checkout(directory);
  }

  readonly #directory: string;

  private constructor(directory: string) {
    this.#directory = directory;
  }

  /** Its files, by path from the top. */
  async files(): Promise<Map<string, string>> {
    const listed = await this.#git(['ls-files', '-z']);
    const names = listed.split('\0').filter(Boolean);
    return new Map(
      await Promise.all(
        names.map(
          async (name): Promise<[string, string]> => [
            name,
            await fs.readFile(path.join(this.#directory, name), 'utf8'),
          ],
        ),
      ),
    );
  }

  /** Commits files, of which some may be gone, and pushes. */
  async push(
    files: ReadonlyMap<string, string | undefined>,
    message: string,
  ): Promise<void> {
    for (const [name, content] of files) {
      const file = path.join(this.#directory, name);
      if (content === undefined) {
        await fs.rm(file);
        continue;
      }
      await fs.mkdir(path.dirname(file), { recursive: true });
      await fs.writeFile(file, content);
    }
    await this.#git(['add', '--all']);
    await this.#git([
      ...['-c', 'user.name=ML platform'],
      ...['-c', 'user.email=ml-platform@example.com'],
      ...['commit', '--quiet', '-m', message],
    ]);
    await this.#git(['push', '--quiet', 'origin', 'HEAD']);
  }

  #git(args: readonly string[]): Promise<string> {
    return git(['-C', this.#directory, ...args]);
  }
}

/** The objects of those of the files that are below a folder. */
export function objectsBelow(
  files: ReadonlyMap<string, string>,
  folder: string,
): KubernetesObject[] {
  return [...files]
    .filter(([name]) => name.startsWith(`${folder}/`) && /\.yaml$/.test(name))
    .flatMap(([, text]) => parseAllDocuments(text))
    .map(document => kubernetesObjectSchema.parse(document.toJS()));
}

async function git(args: readonly string[]): Promise<string> {
  const { code, output } = await run('git', args, {
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
    },
  });
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${output.trim()}`);
  return output;
}
