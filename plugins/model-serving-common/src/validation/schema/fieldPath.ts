/** A field as people write it: `spec.containers[0].image`. */
export function pathText(keys: readonly (string | number)[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') {
      return `${path}[${key}]`;
    }
    if (!/^[A-Za-z_][-A-Za-z0-9_]*$/.test(key)) {
      return `${path}[${JSON.stringify(key)}]`;
    }
    return path === '' ? key : `${path}.${key}`;
  }, '');
}

/** The same from a JSON pointer, for a value that tells lists from mappings. */
export function pathOfPointer(pointer: string, value: unknown): string {
  let current = value;
  const keys = pointer
    .split('/')
    .slice(1)
    .map(part => {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const isIndex = Array.isArray(current);
      current =
        typeof current === 'object' && current !== null
          ? Object.entries(current).find(([name]) => name === key)?.[1]
          : undefined;
      return isIndex ? Number(key) : key;
    });
  return pathText(keys);
}
