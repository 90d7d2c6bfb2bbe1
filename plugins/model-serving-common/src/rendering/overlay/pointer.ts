// RFC 6901: a reference token may hold neither '~' nor '/'.

/** Writes a key as a token of a JSON pointer. */
export function escapeToken(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}

/** Reads a token of a JSON pointer. */
export function unescapeToken(token: string): string {
  return token.replace(/~1/g, '/').replace(/~0/g, '~');
}
