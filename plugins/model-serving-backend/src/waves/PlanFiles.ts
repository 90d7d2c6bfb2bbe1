import { createHash } from 'node:crypto';
import { isError } from '@backstage/errors';
import {
  servicePath,
  type GitOpsRepository,
  type ServiceFiles,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { GitOpsRepositoryClient } from '@modelfleet/backstage-plugin-model-serving-node';

/** For so long the branch is believed to be where it was. */
const BELIEVED_MS = 3_000;
/** For so long a commit that could not be read is not asked for again. */
const FAILED_MS = 30_000;
/** Of each repository; a plan has a few. */
const KEPT_COMMITS = 200;
const RECORD = 'waves.yaml';

/** The files of a service that has a plan of waves. */
export interface PlannedService {
  /** The branch's head, as of `readAt`. */
  readonly commit: string;
  readonly readAt: Date;
  /** By path below the service's folder. */
  readonly files: ServiceFiles;
}

interface Options {
  readonly repository: GitOpsRepository;
  readonly client: Pick<GitOpsRepositoryClient, 'head' | 'readTree'>;
  now(): Date;
}

interface Head {
  readonly commit: string;
  readonly askedAt: Date;
  readonly services: ReadonlyMap<string, ServiceFiles>;
}

/**
 * The plans of one repository, read when somebody looks: the branch is asked
 * where it is every few seconds at most, and read when it moved, once for all
 * who wait. Work that is shared is not ended by one of them going away; the
 * client has time-outs of its own.
 */
export class PlanFiles {
  readonly #options: Options;
  #head: Head | undefined;
  #reading: Promise<Head> | undefined;
  /** By folder and commit. */
  readonly #earlier = new Map<
    string,
    { readonly files: Promise<ServiceFiles | string>; readonly until?: number }
  >();

  static create(options: Options): PlanFiles {
    return new PlanFiles(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /**
   * @param folder - Of the service, from the top of the repository.
   * @returns `undefined` for a service without a plan.
   * @throws the client's errors when the repository cannot be read.
   */
  async read(folder: string): Promise<PlannedService | undefined> {
    const { commit, askedAt, services } = await this.#newest();
    const files = services.get(folder);
    return files && { commit, readAt: askedAt, files };
  }

  /** The files of a service at another commit, or why they cannot be read. */
  async at(folder: string, commit: string): Promise<ServiceFiles | string> {
    const key = `${commit} ${folder}`;
    const now = this.#options.now().getTime();
    const known = this.#earlier.get(key);
    if (known && (known.until === undefined || known.until > now)) {
      return known.files;
    }
    const files = this.#readAt(folder, commit);
    this.#earlier.set(key, { files });
    const [oldest] = this.#earlier.keys();
    if (this.#earlier.size > KEPT_COMMITS && oldest !== undefined) {
      this.#earlier.delete(oldest);
    }
    if (typeof (await files) === 'string') {
      this.#earlier.set(key, { files, until: now + FAILED_MS });
    }
    return files;
  }

  async #newest(): Promise<Head> {
    const age = this.#head
      ? this.#options.now().getTime() - this.#head.askedAt.getTime()
      : Infinity;
    if (this.#head && Math.abs(age) < BELIEVED_MS) {
      return this.#head;
    }
    this.#reading ??= this.#ask().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #ask(): Promise<Head> {
    const { client, now } = this.#options;
    const askedAt = now();
    const known = this.#head;
    if (known && (await client.head()) === known.commit) {
      this.#head = { ...known, askedAt };
      return this.#head;
    }
    const tree = await client.readTree({
      include: path => this.#folderOf(path) !== undefined,
    });
    const services = new Map<string, Map<string, string>>();
    for (const [path, text] of tree.files) {
      const folder = this.#folderOf(path) ?? '';
      const files = services.get(folder) ?? new Map<string, string>();
      services.set(folder, files.set(path.slice(folder.length + 1), text));
    }
    for (const [folder, files] of services) {
      if (!files.has(RECORD)) {
        services.delete(folder);
      }
    }
    this.#head = { commit: tree.commit, askedAt, services };
    return this.#head;
  }

  async #readAt(
    folder: string,
    commit: string,
  ): Promise<ServiceFiles | string> {
    const prefix = `${folder}/`;
    try {
      const { files } = await this.#options.client.readTree({
        include: path => path.startsWith(prefix),
        commit,
      });
      return new Map(
        [...files].map(([path, text]) => [path.slice(prefix.length), text]),
      );
    } catch (error) {
      return isError(error)
        ? `that commit cannot be read: ${error.message}`
        : 'that commit cannot be read';
    }
  }

  /** `<root>/<tenant>/<service>` of a file of a service. */
  #folderOf(path: string): string | undefined {
    const { root, tenants } = this.#options.repository;
    for (const { name } of tenants) {
      const prefix = `${servicePath(root, name, '')}/`;
      const [service, rest] = path.startsWith(prefix)
        ? path.slice(prefix.length).split('/')
        : [];
      if (service !== undefined && rest !== undefined) {
        return `${prefix}${service}`;
      }
    }
    return undefined;
  }
}

/** Tells texts apart, as the actions that write plans do. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
