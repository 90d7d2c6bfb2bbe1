const DECIMAL = /^[0-9]{1,20}$/;

/**
 * Compares two resource versions of one kind. Kubernetes promises that they
 * can be compared as whole numbers (KEP-5504, 1.35) and has kept to it before;
 * where they are no numbers, nothing can be said.
 */
export function compareVersions(
  version: string,
  reference: string,
): 'newer' | 'same' | 'older' | 'unknown' {
  if (!DECIMAL.test(version) || !DECIMAL.test(reference)) {
    return 'unknown';
  }
  const a = BigInt(version);
  const b = BigInt(reference);
  if (a === b) {
    return 'same';
  }
  return a > b ? 'newer' : 'older';
}
