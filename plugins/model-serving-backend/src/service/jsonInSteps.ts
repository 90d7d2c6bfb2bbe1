/** Items that are written at once. */
const PART = 25;

/**
 * The JSON of an object, in steps: a list of a thousand items that it has takes
 * a moment to write.
 */
export function* jsonInSteps(value: object): Generator<void, string> {
  const parts: string[] = [];
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue;
    const name = JSON.stringify(key);
    if (Array.isArray(field) && field.length > PART) {
      const items: string[] = [];
      for (let from = 0; from < field.length; from += PART) {
        items.push(JSON.stringify(field.slice(from, from + PART)).slice(1, -1));
        yield;
      }
      parts.push(`${name}:[${items.join(',')}]`);
    } else {
      parts.push(`${name}:${JSON.stringify(field)}`);
    }
  }
  return `{${parts.join(',')}}`;
}
