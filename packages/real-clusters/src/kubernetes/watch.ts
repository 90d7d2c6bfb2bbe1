import type http from 'node:http';
import { z } from 'zod';
import { open, type Endpoint } from './connection';
import { kubernetesObjectSchema } from './objects';

const eventSchema = z.looseObject({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.looseObject({ kind: z.string() }),
});

export type WatchEvent = z.infer<typeof eventSchema>;

const WAIT_MS = 20_000;

/** A watch as it comes over the wire, event by event. */
export class Watch {
  static async open(
    endpoint: Endpoint,
    call: { readonly path: string; readonly token: string },
  ): Promise<Watch> {
    const abort = new AbortController();
    const response = await open(endpoint, { ...call, signal: abort.signal });
    return new Watch(response, abort);
  }

  readonly #response: http.IncomingMessage;
  readonly #abort: AbortController;
  readonly #lines: AsyncIterator<string>;

  private constructor(response: http.IncomingMessage, abort: AbortController) {
    this.#response = response;
    this.#abort = abort;
    this.#lines = linesOf(response);
  }

  get status(): number {
    return this.#response.statusCode ?? 0;
  }

  get contentType(): string {
    return this.#response.headers['content-type'] ?? '';
  }

  /** The next event, or undefined when the server has ended the watch. */
  async next(): Promise<WatchEvent | undefined> {
    const timeout = setTimeout(
      () => this.#abort.abort(new Error('No watch event came')),
      WAIT_MS,
    );
    try {
      const { value, done } = await this.#lines.next();
      return done ? undefined : eventSchema.parse(JSON.parse(value));
    } finally {
      clearTimeout(timeout);
    }
  }

  /** The next event that is no bookmark; there must be one. */
  async change(): Promise<WatchEvent> {
    for (;;) {
      const event = await this.next();
      if (!event) throw new Error('The watch ended before a change came');
      if (event.type !== 'BOOKMARK') return event;
    }
  }

  /** `ADDED name`: the next change in short. */
  async changeInShort(): Promise<string> {
    const { type, object } = await this.change();
    if (type === 'ERROR') return `ERROR ${JSON.stringify(object)}`;
    return `${type} ${kubernetesObjectSchema.parse(object).metadata.name}`;
  }

  close(): void {
    this.#abort.abort();
  }
}

async function* linesOf(
  response: http.IncomingMessage,
): AsyncGenerator<string, undefined> {
  response.setEncoding('utf8');
  let rest = '';
  for await (const chunk of response) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter(Boolean);
  }
  if (rest) yield rest;
  return undefined;
}
