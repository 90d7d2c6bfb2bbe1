import { run } from './run';

/** The first `1.2.3` that a command prints when asked for its version. */
export async function versionOf(
  command: string,
): Promise<readonly number[] | undefined> {
  const { output } = await run(command, ['--version']);
  const match = /(\d+)\.(\d+)\.(\d+)/.exec(output);
  return match?.slice(1).map(Number);
}

/** Whether a version is the wanted one or newer. */
export function isAtLeast(
  version: readonly number[],
  wanted: readonly number[],
): boolean {
  for (const [index, part] of wanted.entries()) {
    const own = version[index] ?? 0;
    if (own !== part) return own > part;
  }
  return true;
}
