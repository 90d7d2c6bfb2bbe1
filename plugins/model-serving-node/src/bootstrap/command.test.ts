import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBootstrap } from './command';

const ROOT = join(__dirname, '../../../..');
const EXAMPLE = join(ROOT, 'examples/gitops');
const CONFIG = join(ROOT, 'app-config.yaml');

describe('npm run bootstrap', () => {
  let checkout: string;

  beforeEach(async () => {
    checkout = await mkdtemp(join(tmpdir(), 'bootstrap-test-'));
    await cp(EXAMPLE, checkout, { recursive: true });
  });
  afterEach(() => rm(checkout, { recursive: true, force: true }));

  const run = (repository: string, config = CONFIG) =>
    runBootstrap([
      '--repository',
      repository,
      '--to',
      checkout,
      '--config',
      config,
    ]);

  it("is what made the demo's own repository", async () => {
    expect(await run('fleet')).toBe('Everything is there already.');
  });

  it('writes again what is missing, and takes out what is nobody’s', async () => {
    const chat = join(checkout, 'fleet/_platform/argocd/chat.yaml');
    const gone = join(checkout, 'fleet/_platform/argocd/gone.yaml');
    const before = await readFile(chat, 'utf8');
    await rm(chat);
    await writeFile(gone, 'kind: AppProject\n');
    expect((await run('fleet')).split('\n')).toEqual([
      'wrote fleet/_platform/argocd/chat.yaml',
      'removed fleet/_platform/argocd/gone.yaml',
    ]);
    expect(await readFile(chat, 'utf8')).toBe(before);
  });

  it('names what is configured when asked for something else', async () => {
    await expect(run('flat')).rejects.toThrow(
      "no repository 'flat'; configured are fleet",
    );
  });

  it('explains itself', async () => {
    expect(await runBootstrap([])).toContain('--repository');
  });
});
