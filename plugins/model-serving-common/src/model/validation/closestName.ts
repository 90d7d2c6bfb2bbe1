/**
 * Finds the name that a person most likely meant.
 *
 * `hidden_size` means `hiddenSize`, and up to two slips of the finger (one in
 * a short name) are forgiven.
 */
export function closestName(
  name: string,
  known: readonly string[],
): string | undefined {
  const plain = simplify(name);
  const allowed = plain.length < 5 ? 1 : 2;
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(plain, simplify(candidate));
    if (distance <= allowed && distance < (best?.distance ?? Infinity)) {
      best = { name: candidate, distance };
    }
  }
  return best?.name;
}

function simplify(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const removed = (previous[j] ?? 0) + 1;
      const added = (row[j - 1] ?? 0) + 1;
      row.push(Math.min(replaced, removed, added));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
