import { InputError } from '@backstage/errors';

/** Paths of the repository as paths below the service's folder. */
export function belowFolder(
  folder: string,
  paths: readonly string[],
): string[] {
  const prefix = `${folder.replace(/\/+$/, '')}/`;
  return paths.map(path => {
    const name = path.slice(prefix.length);
    if (!path.startsWith(prefix) || name.split('/').includes('..')) {
      throw new InputError(
        `'${path}' is not in the folder '${folder}' and cannot be removed`,
      );
    }
    return name;
  });
}
