/** Parts of a list, each of a size that one statement can take. */
export function* chunks<T>(
  items: readonly T[],
  size: number,
): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
  }
}
