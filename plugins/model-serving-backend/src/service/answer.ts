import type { Request, Response } from 'express';
import type { Body } from './Bodies';

/**
 * Sends JSON that the caller may keep, but must ask about each time. Its tag
 * is weak, since compression changes the bytes and not the meaning.
 */
export async function answer<P, Q>(
  request: Request<P, unknown, unknown, Q>,
  response: Response,
  body: Body,
): Promise<void> {
  response.set({ ETag: body.etag, 'Cache-Control': 'private, no-cache' });
  response.vary('Accept-Encoding');
  if (matches(request.headers['if-none-match'], body.etag)) {
    response.status(304).end();
    return;
  }
  response.type('application/json');
  const gzip = request.acceptsEncodings('gzip') ? body.gzip() : undefined;
  if (gzip) {
    // Once for all who get it; the backend would do it for each.
    const compressed = await gzip;
    response.set('Content-Encoding', 'gzip').end(compressed);
    return;
  }
  response.send(body.text);
}

/** RFC 9110, section 13.1.2: a list of tags, compared weakly. */
function matches(header: string | undefined, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return (header ?? '')
    .split(',')
    .some(tag => tag.trim() === '*' || bare(tag) === bare(etag));
}
