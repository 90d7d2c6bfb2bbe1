import {
  readArtifactUri,
  type ModelArtifact,
  type ModelEntityV1alpha1,
} from '../model';
import { storageUriOf } from '../rendering';

/** The variant of a Model that a service has in Git. @public */
export interface MatchedVariant {
  readonly artifact: ModelArtifact;
  /** Whether the files pin the revision that the Model has now. */
  readonly isSameRevision: boolean;
}

/**
 * The variant of a Model that files serve, by its URI; `undefined` when none
 * of its variants is.
 *
 * @param uri - As the serving object states it.
 * @public
 */
export function matchVariant(
  { spec }: ModelEntityV1alpha1,
  uri: string,
): MatchedVariant | undefined {
  const served = readArtifactUri(uri);
  const alike = spec.artifacts
    .map(artifact => ({ artifact, location: locationOf(artifact) }))
    .filter(({ location }) => location?.coordinate === served?.coordinate);
  const same = alike.find(
    ({ location }) => location?.revision === served?.revision,
  );
  const [first] = alike;
  if (served === undefined || first === undefined) {
    return undefined;
  }
  return {
    artifact: (same ?? first).artifact,
    isSameRevision: same !== undefined,
  };
}

/** Where a new request would take it from. */
function locationOf(artifact: ModelArtifact) {
  try {
    return readArtifactUri(storageUriOf(artifact));
  } catch {
    // What cannot be deployed is not what is deployed.
    return undefined;
  }
}
