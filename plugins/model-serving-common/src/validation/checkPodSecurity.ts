import type { ValidationProblem } from '../api';
import { identityOf } from './manifests/transform';
import type { Manifest } from './manifests/types';
import { podsOf } from './podSecurity/podsOf';
import { violationsOf } from './podSecurity/rules';

/**
 * Holds the pods of an overlay against the Pod Security Standards. What a
 * namespace enforces is not read, so that a pod which it might refuse is a
 * warning: what is rendered meets `restricted`, and a person may have changed
 * it since.
 *
 * @public
 */
export function checkPodSecurity(
  manifests: readonly Manifest[],
): ValidationProblem[] {
  return manifests.flatMap(({ file, object }) => {
    const { apiVersion, kind, name } = identityOf(object);
    return podsOf(object)
      .flatMap(violationsOf)
      .map(({ level, path, words, advice }) => ({
        severity: 'warning' as const,
        file,
        object: { apiVersion, kind, name },
        path,
        message: `Pod Security's '${level}' does not allow ${words}; a namespace that enforces it refuses the pod`,
        advice,
      }));
  });
}
