import { readArtifactUri } from './artifactUri';
import { ModelArtifact, ModelEntityV1alpha1 } from './ModelEntityV1alpha1';

/**
 * The variant that is meant where none is named: the first.
 *
 * @returns `undefined` only for an entity that was never validated.
 * @public
 */
export function defaultArtifact(
  model: ModelEntityV1alpha1,
): ModelArtifact | undefined {
  return model.spec.artifacts[0];
}

/** The variant of that name, if the model has it. @public */
export function findArtifact(
  model: ModelEntityV1alpha1,
  name: string,
): ModelArtifact | undefined {
  return model.spec.artifacts.find(artifact => artifact.name === name);
}

/**
 * What the artifact is pinned to: its digest, else its revision, else what its
 * URI says. `undefined` means whatever is newest when it is fetched.
 *
 * @public
 */
export function artifactRevision(artifact: ModelArtifact): string | undefined {
  return (
    artifact.digest ??
    artifact.revision ??
    readArtifactUri(artifact.uri)?.revision
  );
}
