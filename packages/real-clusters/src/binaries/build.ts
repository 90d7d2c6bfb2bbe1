import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { withChangedSource } from './changedSource';
import type { GoPart } from './parts';
import { cacheDirectory, pinnedVersion, repositoryRoot } from './repository';
import { run } from './run';

const HEARTBEAT_MS = 30_000;

/**
 * Where the built command is, or will be. A new version is a new place, and
 * so is one with other changes.
 */
export function builtPath(part: GoPart): string {
  const version = pinnedVersion(part.tools, part.module);
  const changes = part.changes
    ? `-${createHash('sha256')
        .update(JSON.stringify(part.changes))
        .digest('hex')
        .slice(0, 8)}`
    : '';
  return path.join(
    cacheDirectory,
    `${part.tools}-${version}${changes}-${process.platform}-${process.arch}`,
    part.name,
  );
}

/**
 * Builds a part with the machine's Go. Go's own caches make a second build
 * after a changed pin short.
 *
 * @throws with Go's own words when it fails; nothing half built is left.
 */
export async function build(
  part: GoPart,
  options: {
    readonly go: string;
    readonly env: NodeJS.ProcessEnv;
    readonly say: (line: string) => void;
    readonly signal?: AbortSignal;
  },
): Promise<string> {
  const target = builtPath(part);
  const version = pinnedVersion(part.tools, part.module);
  const unfinished = `${target}.${process.pid}.unfinished`;
  const flags = ['-s', '-w', ...(part.versionFlags?.(version) ?? [])];
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  options.say(
    `${part.name} ${version}: building from source (about ${part.coldSeconds} s of one core the first time)`,
  );
  const heartbeat = setInterval(
    () => options.say(`${part.name}: still building, ${seconds()} s`),
    HEARTBEAT_MS,
  );
  try {
    await fs.mkdir(path.dirname(target), { recursive: true });
    const cwd = path.join(repositoryRoot, 'tools', part.tools);
    const env = { ...options.env, CGO_ENABLED: '0' };
    await withChangedSource(part, { ...options, cwd, env }, async sources => {
      const { code, output } = await run(
        options.go,
        [
          'build',
          '-mod=readonly',
          '-buildvcs=false',
          '-trimpath',
          ...sources,
          '-ldflags',
          flags.join(' '),
          '-o',
          unfinished,
          part.package,
        ],
        { cwd, env, ...(options.signal && { signal: options.signal }) },
      );
      if (code !== 0) {
        throw new Error(
          `go build ${part.package}@${version}:\n${output.trim()}`,
        );
      }
    });
    await fs.rename(unfinished, target);
  } finally {
    clearInterval(heartbeat);
    await fs.rm(unfinished, { force: true });
  }
  options.say(`${part.name} ${version}: built in ${seconds()} s`);
  return target;
}
