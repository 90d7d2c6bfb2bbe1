/** Whether the template's own schema refuses a text, and says so itself. */
export function isSaidBySchema(
  value: unknown,
  schema: { readonly pattern?: unknown; readonly maxLength?: unknown },
): boolean {
  if (typeof value !== 'string') return false;
  const { pattern, maxLength } = schema;
  return (
    (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value)) ||
    (typeof maxLength === 'number' && value.length > maxLength)
  );
}
