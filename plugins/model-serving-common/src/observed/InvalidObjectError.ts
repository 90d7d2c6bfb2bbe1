import { CustomErrorBase } from '@backstage/errors';

/**
 * An object from a cluster has a field that cannot be read, so that nothing
 * true can be said of the object. One such object leaves the rest of its kind
 * untouched.
 *
 * @public
 */
export class InvalidObjectError extends CustomErrorBase {
  name = 'InvalidObjectError' as const;

  /** What was read, for example `Pod chat/support-chat-predictor-0`. */
  readonly object: string;
  /** The field, for example `spec.containers[0].image`. */
  readonly path: string;

  constructor(object: string, path: string, problem: string) {
    super(`${object}: ${path} ${problem}`);
    this.object = object;
    this.path = path;
  }
}
