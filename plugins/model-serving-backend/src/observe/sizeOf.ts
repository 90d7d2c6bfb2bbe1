/** Of a property beside its value. */
const PROPERTY = 16;

/**
 * About how many characters a record takes, without writing it down. Counts
 * no further than `most`.
 */
export function sizeOf(value: unknown, most: number): number {
  let size = 0;
  const open: unknown[] = [value];
  while (open.length > 0 && size <= most) {
    const next = open.pop();
    if (typeof next === 'string') {
      size += next.length;
    } else if (Array.isArray(next)) {
      size += next.length * PROPERTY;
      for (const item of next) open.push(item);
    } else if (typeof next === 'object' && next !== null) {
      for (const [key, item] of Object.entries(next)) {
        size += key.length + PROPERTY;
        open.push(item);
      }
    }
  }
  return size;
}
