import { variantSize } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ModelArchitecture,
  ModelArtifact,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { formatBytes } from './figures';

/**
 * What sets a variant apart, in a few words: precision, quantisation, format
 * and size, as far as the catalog says.
 *
 * @param architecture - of the model, for a size that the catalog does not say
 * @public
 */
export function describeArtifact(
  artifact: ModelArtifact,
  architecture?: ModelArchitecture,
): string {
  const { dtype, quantization, format } = artifact;
  return [
    quantization ? describePrecision(artifact) : dtype,
    format,
    describeSize(artifact, architecture),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** As published, else about as large as its parameters can be. */
function describeSize(
  artifact: ModelArtifact,
  architecture: ModelArchitecture | undefined,
): string | undefined {
  if (artifact.sizeBytes !== undefined) {
    return formatBytes(artifact.sizeBytes);
  }
  const size = variantSize(artifact, architecture);
  switch (size.kind) {
    case 'exact':
      return `about ${formatBytes(size.value)}`;
    case 'bound':
      return size.atLeast === undefined || size.atMost === undefined
        ? undefined
        : `${formatBytes(size.atLeast)} to ${formatBytes(size.atMost)}`;
    default:
      return undefined;
  }
}

/**
 * The precision of a variant's weights: `bfloat16`, or `awq 4-bit`.
 *
 * @public
 */
export function describePrecision(artifact: ModelArtifact): string | undefined {
  const { dtype, quantization } = artifact;
  if (!quantization) {
    return dtype;
  }
  const bits =
    quantization.bits === undefined ? '' : ` ${quantization.bits}-bit`;
  return `${quantization.method}${bits}`;
}
