/** `1,000`, `1 row`, `1,000 rows`. */
export function countOf(amount: number, noun?: string): string {
  const figure = amount.toLocaleString('en-US');
  if (noun === undefined) return figure;
  return `${figure} ${noun}${amount === 1 ? '' : 's'}`;
}
