/** How one cluster's API server is asked. */
export interface ClusterTransport {
  /**
   * Reads one JSON document.
   *
   * @throws ClusterRequestError, or the signal's reason when it was aborted.
   */
  get(path: string, options: GetOptions): Promise<unknown>;
  /**
   * Reads a text that is no JSON, a log for example.
   *
   * @throws ClusterRequestError, or the signal's reason when it was aborted.
   */
  getText(path: string, options: GetTextOptions): Promise<string>;
  /**
   * Reads a stream of JSON documents, one a line. Leaving the loop, or
   * aborting the signal, closes the stream.
   *
   * @throws ClusterRequestError, or the signal's reason when it was aborted.
   */
  watch(path: string, options: WatchOptions): AsyncIterable<unknown>;
  /** Closes every connection. */
  close(): Promise<void>;
}

export interface GetOptions {
  readonly signal: AbortSignal;
  /** For the whole answer. */
  readonly timeoutMs: number;
}

export interface GetTextOptions extends GetOptions {
  /** A longer answer is an error. */
  readonly maxBytes: number;
}

export interface WatchOptions {
  readonly signal: AbortSignal;
  /** For the first byte of the answer's header. */
  readonly timeoutMs: number;
}
