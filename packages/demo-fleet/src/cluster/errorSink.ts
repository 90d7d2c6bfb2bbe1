/** Where a controller reports what it did not expect; it tries again later. */
export type ErrorSink = (error: unknown, context: string) => void;
