import fs from 'node:fs/promises';
import { build, builtPath } from './build';
import { installDebianPackage } from './debian';
import { MissingPartsError } from './MissingPartsError';
import type { GoPart, Part, SystemPart } from './parts';
import { findCommand } from './search';
import { isAtLeast, versionOf } from './version';

interface ObtainOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal;
}

type Obtained = { readonly path: string } | { readonly missing: string };

/** The machine's own, if it is new enough. */
async function findOwn(
  part: GoPart,
  options: ObtainOptions,
): Promise<string | undefined> {
  const found = await findCommand(part.name, options.env);
  if (!found) return undefined;
  if (part.atLeast) {
    const version = await versionOf(found);
    if (!version || !isAtLeast(version, part.atLeast.version)) {
      options.say(
        `${
          part.name
        }: not using ${found}, since it is older than ${part.atLeast.version.join(
          '.',
        )} (${part.atLeast.why})`,
      );
      return undefined;
    }
  }
  options.say(`${part.name}: using ${found}`);
  return found;
}

async function obtainGoPart(
  part: GoPart,
  options: ObtainOptions,
): Promise<Obtained> {
  const found = await findOwn(part, options);
  if (found) return { path: found };
  const built = await builtBefore(part);
  if (built) return { path: built };
  const go = await findCommand('go', options.env);
  if (!go) {
    return {
      missing: `${part.name}: neither in KUBEBUILDER_ASSETS nor on the PATH, and there is no Go to build it with. Install Go 1.26 or newer, or set KUBEBUILDER_ASSETS.`,
    };
  }
  try {
    return { path: await build(part, { ...options, go }) };
  } catch (error) {
    options.signal?.throwIfAborted();
    const words = error instanceof Error ? error.message : String(error);
    return {
      missing: `${part.name}: it could not be built. ${words.replaceAll(
        '\n',
        '\n      ',
      )}`,
    };
  }
}

async function builtBefore(part: Part): Promise<string | undefined> {
  if (part.kind !== 'go') return undefined;
  const built = builtPath(part);
  return fs.access(built).then(
    () => built,
    () => undefined,
  );
}

/**
 * The paths of the parts where all are there already, and undefined where one
 * would have to be built or installed.
 */
export async function findParts<P extends Part>(
  parts: readonly P[],
  env: NodeJS.ProcessEnv,
): Promise<Record<P['name'], string> | undefined> {
  const paths = new Map<string, string>();
  for (const part of parts) {
    const own = await findCommand(part.name, env);
    const found = own ?? (await builtBefore(part));
    if (found === undefined) return undefined;
    paths.set(part.name, found);
  }
  return Object.fromEntries(paths) as Record<P['name'], string>;
}

async function obtainSystemPart(
  part: SystemPart,
  options: ObtainOptions,
): Promise<Obtained> {
  const found = await findCommand(part.name, options.env);
  if (found) return { path: found };
  const refusal = await installDebianPackage(part.debianPackage, options);
  const installed = await findCommand(part.name, options.env);
  return installed
    ? { path: installed }
    : {
        missing: `${part.name}: not on the PATH. ${
          refusal ?? `Debian's package ${part.debianPackage} did not bring it.`
        }`,
      };
}

/**
 * The paths of all the parts: the machine's own, or those of the cache, or
 * new ones. Tries every part before it gives up, so that one run names all
 * that is missing.
 *
 * @throws MissingPartsError
 */
export async function obtain<P extends Part>(
  parts: readonly P[],
  options: ObtainOptions,
): Promise<Record<P['name'], string>> {
  const paths = new Map<string, string>();
  const missing: string[] = [];
  for (const part of parts) {
    options.signal?.throwIfAborted();
    const obtained = await (part.kind === 'go'
      ? obtainGoPart(part, options)
      : obtainSystemPart(part, options));
    if ('path' in obtained) paths.set(part.name, obtained.path);
    else missing.push(obtained.missing);
  }
  if (missing.length > 0) throw MissingPartsError.create(missing);
  return Object.fromEntries(paths) as Record<P['name'], string>;
}
