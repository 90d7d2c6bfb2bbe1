/** `fleet/chat/*` + `/clusters/*`: `*` stands for one path segment's text. */
export function matchesGlob(pattern: string, path: string): boolean {
  const expression = pattern
    .split('*')
    .map(part => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'))
    .join('[^/]*');
  return new RegExp(`^${expression}$`).test(path);
}

/** Every folder that holds a file, at any depth. */
export function foldersOf(paths: Iterable<string>): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    const segments = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= segments.length; depth += 1) {
      folders.add(segments.slice(0, depth).join('/'));
    }
  }
  return [...folders].sort();
}
