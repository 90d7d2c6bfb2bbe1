import type { HttpClient } from 'isomorphic-git';

/**
 * How isomorphic-git speaks HTTP here.
 *
 * Its own Node client loses an error that comes while nobody reads the body,
 * and then waits for ever, and only its push takes a signal. `fetch` ends the
 * body with an error in each case, drops the authorization header when a
 * redirect leaves the origin, and follows the process's proxy settings.
 */
export function fetchHttpClient(signal: AbortSignal): HttpClient {
  return {
    async request({ url, method = 'GET', headers = {}, body }) {
      const payload = body && (await collect(body));
      const response = await fetch(url, {
        method,
        headers,
        signal,
        ...(payload && { body: payload }),
      });
      return {
        url: response.url,
        method,
        headers: Object.fromEntries(response.headers),
        body: chunks(response.body),
        statusCode: response.status,
        statusMessage: response.statusText,
      };
    },
  };
}

async function collect(
  body: AsyncIterable<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const part of body) {
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

async function* chunks(
  body: ReadableStream<Uint8Array> | null,
): AsyncIterableIterator<Uint8Array> {
  if (body) {
    yield* body;
  }
}
