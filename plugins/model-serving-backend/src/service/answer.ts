import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/**
 * Sends JSON that the caller may keep, but must ask about each time. Weak,
 * since compression changes the bytes and not the meaning.
 */
export function answer<P>(
  request: Request<P>,
  response: Response,
  body: object,
): void {
  const text = JSON.stringify(body);
  const digest = createHash('sha256').update(text).digest('base64url');
  const etag = `W/"${digest}"`;
  response.set({ ETag: etag, 'Cache-Control': 'private, no-cache' });
  if (matches(request.headers['if-none-match'], etag)) {
    response.status(304).end();
    return;
  }
  response.type('application/json').send(text);
}

/** RFC 9110, section 13.1.2: a list of tags, compared weakly. */
function matches(header: string | undefined, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return (header ?? '')
    .split(',')
    .some(tag => tag.trim() === '*' || bare(tag) === bare(etag));
}
