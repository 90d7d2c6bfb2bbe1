/**
 * Whether a folder is one of those that a pattern of Go's `path.Match` names,
 * as Argo CD v3.5 matches folders of a git generator: `*` is any part of one
 * name, `?` one letter. What a template fills in (`{{…}}`) may be anything.
 */
export function matchesFolder(pattern: string, folder: string): boolean {
  const wanted = trim(pattern).split('/');
  const given = trim(folder).split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => matchesName(part, given[index] ?? ''))
  );
}

function matchesName(pattern: string, name: string): boolean {
  // Each `*` stands before literal text that must follow somewhere: looking
  // for the earliest place is enough and needs no way back.
  const [first = '', ...rest] = pattern
    .replace(/\{\{[^}]*\}\}/g, '*')
    .split(/\*+/);
  if (!startsWith(name, first)) return false;
  if (rest.length === 0) return name.length === first.length;
  let at = first.length;
  const last = rest.pop() ?? '';
  for (const part of rest) {
    const found = indexOf(name, part, at);
    if (found === undefined) return false;
    at = found + part.length;
  }
  const end = name.length - last.length;
  return end >= at && startsWith(name.slice(end), last);
}

function indexOf(name: string, part: string, from: number): number | undefined {
  for (let at = from; at + part.length <= name.length; at += 1) {
    if (startsWith(name.slice(at), part)) return at;
  }
  return undefined;
}

function startsWith(text: string, part: string): boolean {
  return (
    [...part].every(
      (letter, index) => letter === '?' || letter === text[index],
    ) && text.length >= part.length
  );
}

function trim(path: string): string {
  return path.replace(/^(?:\.?\/)+|\/+$/g, '');
}
