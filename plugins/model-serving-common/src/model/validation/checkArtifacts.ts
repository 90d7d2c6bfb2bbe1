import { readArtifactUri } from '../artifactUri';
import { ModelArtifact } from '../ModelEntityV1alpha1';
import { ModelProblem } from './ModelProblem';

export function checkArtifacts(
  artifacts: readonly ModelArtifact[],
): ModelProblem[] {
  return [
    ...checkUniqueNames(artifacts),
    ...artifacts.flatMap((artifact, index) =>
      checkPins(artifact, `spec.artifacts[${index}]`),
    ),
  ];
}

function checkUniqueNames(artifacts: readonly ModelArtifact[]): ModelProblem[] {
  const first = new Map<string, number>();
  const problems: ModelProblem[] = [];
  artifacts.forEach(({ name }, index) => {
    const seen = first.get(name);
    if (seen === undefined) {
      first.set(name, index);
    } else {
      problems.push({
        field: `spec.artifacts[${index}].name`,
        message: `must be unique in its model, but spec.artifacts[${seen}] is called "${name}" too`,
      });
    }
  });
  return problems;
}

/** What the fields pin and what the URI pins must agree. */
function checkPins(artifact: ModelArtifact, field: string): ModelProblem[] {
  const { uri, digest, revision } = artifact;
  const isImage = /^oci(\+native)?:/.test(uri);
  const pinned = readArtifactUri(uri)?.revision;
  const problems: ModelProblem[] = [];
  if (digest && !isImage) {
    problems.push({
      field: `${field}.digest`,
      message: `is only for artifacts in an OCI registry (oci://…), and uri is "${uri}"; pin other artifacts by revision`,
    });
  }
  if (revision && isImage) {
    problems.push({
      field: `${field}.revision`,
      message:
        'is not for artifacts in an OCI registry; put the tag behind a colon at the end of uri, or pin the artifact by digest',
    });
  }
  if (revision && !isImage && pinned && pinned !== revision) {
    problems.push({
      field: `${field}.revision`,
      message: `is "${revision}", but uri says "${pinned}"; say it once`,
    });
  }
  if (digest && pinned?.startsWith('sha256:') && pinned !== digest) {
    problems.push({
      field: `${field}.digest`,
      message: `is "${digest}", but uri says "${pinned}"; say it once`,
    });
  }
  return problems;
}
