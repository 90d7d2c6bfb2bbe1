import { CustomErrorBase } from '@backstage/errors';
import type { ClusterError } from '@modelfleet/backstage-plugin-model-serving-common';

/** A request to a cluster that did not give what was asked for. */
export class ClusterRequestError extends CustomErrorBase {
  name = 'ClusterRequestError' as const;

  readonly kind: ClusterError['kind'];
  readonly advice: string | undefined;
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined;
  /** How long the cluster asked to be left alone. */
  readonly retryAfterMs: number | undefined;
  /** The answer was larger than we accept. */
  readonly tooLarge: boolean;

  constructor(
    message: string,
    options: {
      readonly kind: ClusterError['kind'];
      readonly advice?: string;
      readonly status?: number;
      readonly retryAfterMs?: number | undefined;
      readonly tooLarge?: boolean;
    },
  ) {
    super(message);
    this.kind = options.kind;
    this.advice = options.advice;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
    this.tooLarge = options.tooLarge ?? false;
  }

  /** As readers of the fleet get it. */
  toClusterError(): ClusterError {
    return {
      kind: this.kind,
      message: this.message,
      ...(this.advice && { advice: this.advice }),
    };
  }
}
