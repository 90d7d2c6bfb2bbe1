import { findCommand } from './search';
import { run } from './run';

/**
 * Installs a Debian package where nobody's machine is changed by surprise:
 * as root in continuous integration.
 *
 * @returns why it did not, with what a person can do.
 */
export async function installDebianPackage(
  name: string,
  options: {
    readonly env: NodeJS.ProcessEnv;
    readonly say: (line: string) => void;
  },
): Promise<string | undefined> {
  const aptGet = await findCommand('apt-get', options.env);
  const advice = `Install it, on Debian and Ubuntu with: apt-get install ${name}`;
  if (!aptGet || process.getuid?.() !== 0 || !options.env.CI) return advice;
  options.say(`installing Debian's ${name}`);
  const env = {
    ...options.env,
    DEBIAN_FRONTEND: 'noninteractive',
    // The service that the package brings must not start: we run our own.
    RUNLEVEL: '1',
  };
  const install = () =>
    run(aptGet, ['install', '-y', '-qq', '--no-install-recommends', name], {
      env,
    });
  let result = await install();
  if (result.code !== 0) {
    await run(aptGet, ['update', '-qq'], { env });
    result = await install();
  }
  return result.code === 0
    ? undefined
    : `apt-get install ${name} failed:\n${result.output.trim()}`;
}
