import type { ModelArtifact } from '@modelfleet/backstage-plugin-model-serving-common';
import { formatBytes } from './figures';

/**
 * What sets a variant apart, in a few words: precision, quantisation, format
 * and size, as far as the catalog says.
 *
 * @public
 */
export function describeArtifact(artifact: ModelArtifact): string {
  const { dtype, quantization, format, sizeBytes } = artifact;
  return [
    quantization ? describePrecision(artifact) : dtype,
    format,
    sizeBytes === undefined ? undefined : formatBytes(sizeBytes),
  ]
    .filter(Boolean)
    .join(' · ');
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
