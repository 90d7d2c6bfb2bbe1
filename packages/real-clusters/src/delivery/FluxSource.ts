import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { run } from '../binaries/run';
import type { Admin } from '../kubernetes/Admin';
import type { KubernetesObject } from '../kubernetes/objects';

const repositoriesSchema = z.object({
  items: z.array(
    z.looseObject({
      apiVersion: z.string().optional(),
      metadata: z.looseObject({
        name: z.string(),
        namespace: z.string(),
        uid: z.string(),
        generation: z.number(),
      }),
      spec: z.looseObject({
        url: z.string(),
        suspend: z.boolean().optional(),
        ref: z.looseObject({ branch: z.string().optional() }).optional(),
      }),
      status: z
        .looseObject({
          observedGeneration: z.number().optional(),
          artifact: z.looseObject({ revision: z.string() }).optional(),
        })
        .optional(),
    }),
  ),
});

type Repository = z.infer<typeof repositoriesSchema>['items'][number];

const GROUP_VERSION = 'source.toolkit.fluxcd.io/v1';

/** Flux's own default. */
const DEFAULT_BRANCH = 'master';

/**
 * Stands in for Flux's source-controller, which cannot be built here: fetches
 * the branch of every GitRepository, offers its files as the archive that the
 * other controllers download, and writes the status that they and the product
 * read. Tags, commits, credentials and signatures are not looked at.
 */
export class FluxSource {
  static create(options: {
    readonly admin: Admin;
    /** Where the archives are, one folder for a repository. */
    readonly directory: string;
    /** Where that folder is served. */
    readonly url: string;
  }): FluxSource {
    return new FluxSource(options.admin, options.directory, options.url);
  }

  readonly #admin: Admin;
  readonly #directory: string;
  readonly #url: string;

  private constructor(admin: Admin, directory: string, url: string) {
    this.#admin = admin;
    this.#directory = directory;
    this.#url = url;
  }

  /** Looks once at every repository of the cluster. */
  async look(): Promise<void> {
    const answer = await this.#admin.must({
      path: `/apis/${GROUP_VERSION}/gitrepositories?limit=500`,
    });
    const { items } = repositoriesSchema.parse(answer.json());
    for (const repository of items) {
      if (!repository.spec.suspend) await this.#reconcile(repository);
    }
  }

  async #reconcile(repository: Repository): Promise<void> {
    const { metadata, spec, status } = repository;
    const branch = spec.ref?.branch ?? DEFAULT_BRANCH;
    try {
      const commit = await headOf(spec.url, branch);
      const revision = `${branch}@sha1:${commit}`;
      if (
        status?.artifact?.revision === revision &&
        status.observedGeneration === metadata.generation
      ) {
        return;
      }
      const artifact = await this.#archive(repository, branch, commit);
      await this.#write(repository, {
        artifact: { ...artifact, revision },
        conditions: [
          condition(metadata.generation, {
            status: 'True',
            reason: 'Succeeded',
            message: `stored artifact for revision '${revision}'`,
          }),
        ],
      });
    } catch (error) {
      await this.#write(repository, {
        ...(status?.artifact && { artifact: status.artifact }),
        conditions: [
          condition(metadata.generation, {
            status: 'False',
            reason: 'GitOperationFailed',
            message: error instanceof Error ? error.message : String(error),
          }),
        ],
      });
    }
  }

  async #archive(
    { metadata, spec }: Repository,
    branch: string,
    commit: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    const folder = path.join(this.#directory, metadata.uid);
    const clone = path.join(folder, 'clone.git');
    const name = `${commit}.tar.gz`;
    await fs.mkdir(folder, { recursive: true });
    await git(['init', '--quiet', '--bare', clone]);
    await git([
      `--git-dir=${clone}`,
      'fetch',
      '--quiet',
      spec.url,
      `+refs/heads/${branch}:refs/heads/${branch}`,
    ]);
    const file = path.join(folder, name);
    await git([
      `--git-dir=${clone}`,
      'archive',
      '--format=tar.gz',
      `--output=${file}`,
      commit,
    ]);
    const content = await fs.readFile(file);
    return {
      path: `${metadata.uid}/${name}`,
      url: `${this.#url}/${metadata.uid}/${name}`,
      digest: `sha256:${createHash('sha256').update(content).digest('hex')}`,
      size: content.length,
      lastUpdateTime: new Date().toISOString(),
    };
  }

  async #write(
    { metadata }: Repository,
    status: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const object: KubernetesObject = {
      apiVersion: GROUP_VERSION,
      kind: 'GitRepository',
      metadata: { name: metadata.name, namespace: metadata.namespace },
      status: { observedGeneration: metadata.generation, ...status },
    };
    await this.#admin.applyStatus(object);
  }
}

function condition(
  observedGeneration: number,
  rest: { readonly status: string; reason: string; message: string },
) {
  const lastTransitionTime = new Date().toISOString();
  return { type: 'Ready', observedGeneration, lastTransitionTime, ...rest };
}

async function headOf(url: string, branch: string): Promise<string> {
  const listed = await git(['ls-remote', url, `refs/heads/${branch}`]);
  const [commit] = listed.split(/\s/);
  if (!commit) throw new Error(`${url} has no branch ${branch}`);
  return commit;
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
