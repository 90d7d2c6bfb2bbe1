/**
 * Puts names into a pattern of the platform's. The names are checked: none has
 * a character that means something in a host name, a query or a path.
 */
export function fillIn(
  pattern: string,
  values: Readonly<Record<string, string>>,
): string {
  return pattern.replace(/\{([a-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name] ?? whole : whole,
  );
}
