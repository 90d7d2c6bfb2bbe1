import { ClusterRequestError } from './ClusterRequestError';

/** A page of 500 of the largest objects that etcd stores (1.5 MiB) is over it. */
const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;
const MAX_LINE_BYTES = 8 * 1024 * 1024;
const NEWLINE = 0x0a;

/** Reads a whole answer, up to a bound. */
export async function readText(
  cluster: string,
  body: AsyncIterable<Buffer>,
  maxBytes = MAX_DOCUMENT_BYTES,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw tooLarge(cluster, maxBytes);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Splits a stream into lines.
 *
 * @throws ClusterRequestError when it ends in the middle of one: whoever ends
 * a stream in good order does so between them.
 */
export async function* readLines(
  cluster: string,
  body: AsyncIterable<Buffer>,
  maxBytes = MAX_LINE_BYTES,
): AsyncGenerator<string> {
  let pending: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      if (end < 0) {
        break;
      }
      pending.push(chunk.subarray(start, end));
      const line = Buffer.concat(pending).toString('utf8').trim();
      pending = [];
      size = 0;
      start = end + 1;
      if (line) {
        yield line;
      }
    }
    if (start < chunk.length) {
      pending.push(chunk.subarray(start));
      size += chunk.length - start;
    }
    if (size > maxBytes) {
      throw tooLarge(cluster, maxBytes);
    }
  }
  if (Buffer.concat(pending).toString('utf8').trim()) {
    throw new ClusterRequestError(
      `Cluster '${cluster}' broke off in the middle of an answer`,
      {
        kind: 'protocol',
        advice: 'Check what is in front of its API server.',
      },
    );
  }
}

/** Parses JSON that came from a cluster. */
export function parseJson(
  cluster: string,
  path: string,
  text: string,
): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ClusterRequestError(
      `Cluster '${cluster}' answered ${path} with something that is not JSON`,
      {
        kind: 'protocol',
        advice:
          'Check that the URL is that of the API server and not of a login page or proxy.',
      },
    );
  }
}

function tooLarge(cluster: string, maxBytes: number): ClusterRequestError {
  return new ClusterRequestError(
    `Cluster '${cluster}' sent more than ${
      maxBytes / 1024 / 1024
    } MiB at once, which is not read`,
    { kind: 'protocol', tooLarge: true },
  );
}
