import type { Answer } from './ModelServingApi';

interface Fetched<T> {
  readonly data?: T | undefined;
  readonly response: Response;
}

export function answer<T>(fetched: Fetched<T>): Answer<T> {
  if (fetched.response.status === 304) {
    return { status: 'unchanged' };
  }
  const etag = fetched.response.headers.get('etag');
  return {
    status: 'changed',
    value: body(fetched),
    ...(etag ? { etag } : {}),
  };
}

export function body<T>({ data, response }: Fetched<T>): T {
  if (data === undefined) {
    throw new Error(
      `The model-serving backend answered ${response.status} without a body for ${response.url}`,
    );
  }
  return data;
}
