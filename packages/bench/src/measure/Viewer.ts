import http from 'node:http';
import { z } from 'zod';

const sessionSchema = z.object({
  backstageIdentity: z.object({ token: z.string() }),
});

export interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

export interface Answered {
  readonly status: number;
  readonly ms: number;
  /** Of the body as it was sent, compressed. */
  readonly bytes: number;
  readonly etag: string | undefined;
  readonly encoding: string | undefined;
  /** The body as it was sent, when it is asked to be kept. */
  readonly body: Buffer;
}

class ClosedMeanwhile extends Error {}

/** A signed-in person's browser: one who keeps connections and takes gzip. */
export class Viewer {
  readonly #url: string;
  readonly #agent = new http.Agent({ keepAlive: true });
  #token: string | undefined;

  static async signIn(url: string): Promise<Viewer> {
    const viewer = new Viewer(url);
    const answer = await viewer.ask({
      method: 'POST',
      path: '/api/auth/guest/refresh',
      headers: { 'accept-encoding': 'identity' },
    });
    viewer.#token = sessionSchema.parse(
      JSON.parse(answer.body.toString()),
    ).backstageIdentity.token;
    return viewer;
  }

  private constructor(url: string) {
    this.#url = url;
  }

  /** @throws when there is no answer in time, or one that is an error. */
  async ask(asked: Asked): Promise<Answered> {
    const startedAt = performance.now();
    const answer = await this.#send(asked, startedAt).catch(error => {
      // The portal may close a connection at the moment that it is used again.
      if (error instanceof ClosedMeanwhile) return this.#send(asked, startedAt);
      throw error;
    });
    if (answer.status >= 400) {
      throw new Error(
        `${asked.path}: ${answer.status} ${answer.body
          .toString()
          .slice(0, 300)}`,
      );
    }
    return answer;
  }

  async json<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const answer = await this.ask({
      path,
      headers: { 'accept-encoding': 'identity' },
    });
    return schema.parse(JSON.parse(answer.body.toString()));
  }

  leave(): void {
    this.#agent.destroy();
  }

  #send(asked: Asked, startedAt: number): Promise<Answered> {
    const body = asked.body === undefined ? '' : JSON.stringify(asked.body);
    return new Promise((resolve, reject) => {
      const request = http.request(
        new URL(asked.path, this.#url),
        {
          method: asked.method ?? 'GET',
          agent: this.#agent,
          ...(asked.timeoutMs && {
            signal: AbortSignal.timeout(asked.timeoutMs),
          }),
          headers: {
            'accept-encoding': 'gzip',
            ...(body && { 'content-type': 'application/json' }),
            ...(this.#token && { authorization: `Bearer ${this.#token}` }),
            ...asked.headers,
          },
        },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const whole = Buffer.concat(chunks);
            resolve({
              status: response.statusCode ?? 0,
              ms: performance.now() - startedAt,
              bytes: whole.length,
              etag: response.headers.etag,
              encoding: response.headers['content-encoding'],
              body: whole,
            });
          });
        },
      );
      request.on('error', error => {
        const closed =
          request.reusedSocket &&
          'code' in error &&
          error.code === 'ECONNRESET';
        reject(closed ? new ClosedMeanwhile() : error);
      });
      request.end(body);
    });
  }
}
