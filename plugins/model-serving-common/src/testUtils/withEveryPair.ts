import type { ServiceCombination } from './combinations';

/** Every pair of choices that can be made together, as it appears in a request. */
function pairsOf({ request }: ServiceCombination): string[] {
  const chosen = Object.entries({
    ...request.operations,
    artifact: request.model.artifact.name,
  }).map(([name, value]) => `${name}=${value}`);
  return chosen.flatMap((one, index) =>
    chosen.slice(index + 1).map(other => `${one} ${other}`),
  );
}

/**
 * As few of the combinations as have every pair of choices in one of them.
 * All of them are thousands, and what one choice makes of another shows in
 * pairs.
 *
 * @public
 */
export function withEveryPair(
  combinations: readonly ServiceCombination[],
): ServiceCombination[] {
  const missing = new Set(combinations.flatMap(pairsOf));
  return combinations.filter(combination => {
    const fresh = pairsOf(combination).filter(pair => missing.has(pair));
    for (const pair of fresh) missing.delete(pair);
    return fresh.length > 0;
  });
}
