import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from './gitCommand';

/** Where the files of the seed say that their repository is. */
export const SEED_URL = 'http://127.0.0.1:7100/git/fleet.git';

/** The first commit is always the same, so that its hash is too. */
const AUTHOR = {
  GIT_AUTHOR_NAME: 'ML platform',
  GIT_AUTHOR_EMAIL: 'ml-platform@example.com',
  GIT_AUTHOR_DATE: '2026-09-14T08:00:00Z',
  GIT_COMMITTER_NAME: 'ML platform',
  GIT_COMMITTER_EMAIL: 'ml-platform@example.com',
  GIT_COMMITTER_DATE: '2026-09-14T08:00:00Z',
};

export interface SeedOptions {
  /** The bare repository to make. What is there goes. */
  readonly directory: string;
  /** Folder whose content becomes the top of the repository. */
  readonly from: string;
  /** Address under which the repository is served. */
  readonly url: string;
}

/** Makes the bare repository with one commit on `main`. */
export async function seedRepository(options: SeedOptions): Promise<void> {
  const { directory, from, url } = options;
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  await git({ directory, args: ['init', '--quiet', '--bare', '-b', 'main'] });
  for (const [key, value] of [
    ['http.receivepack', 'true'],
    ['receive.denyNonFastForwards', 'true'],
    ['receive.denyDeletes', 'true'],
  ] as const) {
    await git({ directory, args: ['config', key, value] });
  }
  const scratch = await mkdtemp(join(tmpdir(), 'demo-fleet-seed-'));
  try {
    const tree = join(scratch, 'tree');
    await cp(from, tree, { recursive: true });
    await useUrl(tree, url);
    const environment = {
      ...AUTHOR,
      GIT_WORK_TREE: tree,
      GIT_INDEX_FILE: join(scratch, 'index'),
    };
    await git({ directory, environment, args: ['add', '--all', '.'] });
    const id = await text({ directory, environment, args: ['write-tree'] });
    const commit = await text({
      directory,
      environment,
      args: ['commit-tree', id, '-m', 'Start the fleet repository'],
    });
    await git({ directory, args: ['update-ref', 'refs/heads/main', commit] });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Ports can be changed, so the files must name the address that is used. */
async function useUrl(folder: string, url: string): Promise<void> {
  if (url === SEED_URL) {
    return;
  }
  const files = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  for (const file of files.filter(entry => entry.isFile())) {
    const path = join(file.parentPath, file.name);
    const content = await readFile(path, 'utf8');
    if (content.includes(SEED_URL)) {
      await writeFile(path, content.replaceAll(SEED_URL, url));
    }
  }
}

async function text(call: Parameters<typeof git>[0]): Promise<string> {
  return (await git(call)).toString('utf8').trim();
}
