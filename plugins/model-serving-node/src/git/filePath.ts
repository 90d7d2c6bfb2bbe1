import { InputError } from '@backstage/errors';

/**
 * Splits a path of a change; refuses whatever could leave the repository's
 * tree or reach its metadata when someone checks it out.
 */
export function splitFilePath(path: string): readonly [string, ...string[]] {
  const [first = '', ...rest] = path.split('/');
  const parts: [string, ...string[]] = [first, ...rest];
  for (const part of parts) {
    if (
      part === '' ||
      part === '.' ||
      part === '..' ||
      part.toLocaleLowerCase('en-US') === '.git' ||
      /[\\\p{Cc}]/u.test(part)
    ) {
      throw new InputError(
        `'${path}' is no path of a file in a repository; write folder/file without '..' and without a leading slash`,
      );
    }
  }
  return parts;
}
