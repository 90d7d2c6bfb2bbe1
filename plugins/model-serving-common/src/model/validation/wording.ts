/** `a`, `a or b`, `a, b or c`. */
export function anyOf(values: readonly unknown[]): string {
  const words = values.map(String);
  const last = words.pop() ?? '';
  return words.length ? `${words.join(', ')} or ${last}` : last;
}

/** A value as it may stand in a sentence: short, and telling text from number. */
export function got(value: unknown): string {
  if (value === undefined) {
    return 'got nothing';
  }
  if (Array.isArray(value)) {
    return 'got a list';
  }
  if (typeof value === 'object' && value !== null) {
    return 'got an object';
  }
  const text = JSON.stringify(value);
  return `got ${text.length > 80 ? `${text.slice(0, 79)}…` : text}`;
}

/** From `/spec/artifacts/0/uri` to `spec.artifacts[0].uri`. */
export function fieldOfPointer(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce((path, part) => childField(path, part), '');
}

/** The name of a field inside another. */
export function childField(parent: string, name: string): string {
  if (/^\d+$/.test(name)) {
    return `${parent}[${name}]`;
  }
  return parent ? `${parent}.${name}` : name;
}
