/** A figure with its unit: `1 replica`, `2,000 replicas`. */
export function count(figure: number, unit: string): string {
  return `${number(figure)} ${unit}${figure === 1 ? '' : 's'}`;
}

/** A figure that people can read: `131,072`. */
export function number(figure: number): string {
  return figure.toLocaleString('en-US');
}

/** A list for a sentence: `a, b or c`. */
export function either(items: readonly string[]): string {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}

/** A clause as the beginning of a sentence. */
export function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
