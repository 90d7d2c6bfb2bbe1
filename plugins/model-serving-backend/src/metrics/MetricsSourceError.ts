import { CustomErrorBase } from '@backstage/errors';

/** A metrics source that did not say what it was asked; for a person. */
export class MetricsSourceError extends CustomErrorBase {
  name = 'MetricsSourceError' as const;

  /** It is the source that is away or refuses, not one question. */
  readonly isAway: boolean;

  constructor(message: string, options: { readonly isAway: boolean }) {
    super(message);
    this.isAway = options.isAway;
  }
}
