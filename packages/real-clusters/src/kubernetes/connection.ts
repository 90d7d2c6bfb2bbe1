import http from 'node:http';
import https from 'node:https';

/** Where an API server is and how to be sure that it is the right one. */
export interface Endpoint {
  readonly url: string;
  /** PEM. Absent for plain http. */
  readonly ca?: string;
}

export interface Call {
  readonly method?: string;
  /** Path and query. */
  readonly path: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  /** @throws SyntaxError when the body is not JSON. */
  json(): unknown;
}

const TIMEOUT_MS = 30_000;

/**
 * Opens a request and gives the answer as soon as its headers are there.
 * Nothing of it is interpreted: a test wants to see what the server said.
 */
export function open(
  endpoint: Endpoint,
  call: Call,
): Promise<http.IncomingMessage> {
  const url = new URL(call.path, endpoint.url);
  const transport = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const request = transport.request(
      url,
      {
        method: call.method ?? 'GET',
        agent: false,
        headers: {
          accept: 'application/json',
          ...(call.token && { authorization: `Bearer ${call.token}` }),
          ...(call.body && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(call.body),
          }),
          ...call.headers,
        },
        ...(endpoint.ca && { ca: endpoint.ca }),
        ...(call.signal && { signal: call.signal }),
      },
      resolve,
    );
    request.once('error', reject);
    request.end(call.body);
  });
}

/** Makes a call and reads the whole answer. */
export async function ask(endpoint: Endpoint, call: Call): Promise<Answer> {
  const response = await open(endpoint, {
    ...call,
    signal: call.signal ?? AbortSignal.timeout(TIMEOUT_MS),
  });
  response.setEncoding('utf8');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text,
    json: () => JSON.parse(text),
  };
}
