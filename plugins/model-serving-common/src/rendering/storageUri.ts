import { InputError } from '@backstage/errors';
import { quote } from './names';
import type { ServedArtifact } from './types';

// KServe v0.20, ClusterStorageContainer `default` and pkg/apis/serving:
// what `storageUri` may begin with.
const SCHEMES = [
  'hf',
  'oci',
  'oci+native',
  's3',
  'gs',
  'pvc',
  'hdfs',
  'webhdfs',
  'https',
  'http',
  'file',
];

// Formats that vLLM and Transformers, which KServe's huggingface runtime
// runs, do not load from a folder of weights.
const OTHER_RUNTIMES = ['gguf', 'onnx', 'tensorrt', 'tensorrt-llm', 'openvino'];

/**
 * The `storageUri` of KServe for one variant of a Model, pinned to its
 * revision where KServe can pin: `hf://org/model:revision` (KServe's page on
 * Hugging Face storage, 0.20) and `oci://image@sha256:…`. Elsewhere a
 * revision has no place in the URI and the URI alone says what is loaded.
 *
 * @throws InputError when KServe's huggingface runtime cannot load it.
 * @public
 */
export function storageUriOf(artifact: ServedArtifact): string {
  const { uri } = artifact;
  const variant = `Variant ${quote(artifact.name)}`;
  const scheme = /^([a-z][a-z0-9+]*):\/\/[!-~]+$/.exec(uri)?.[1];
  if (scheme === undefined || uri.length > 2048) {
    throw new InputError(
      `${variant} has the URI ${quote(
        uri,
      )}, which is none: it needs a scheme and no spaces`,
    );
  }
  if (!SCHEMES.includes(scheme)) {
    throw new InputError(
      `${variant} is at ${quote(
        uri,
      )}, which KServe cannot load; it loads ${SCHEMES.map(
        name => `${name}://`,
      ).join(', ')}`,
    );
  }
  if (artifact.format && OTHER_RUNTIMES.includes(artifact.format)) {
    throw new InputError(
      `${variant} has the format ${quote(
        artifact.format,
      )}, which KServe's huggingface runtime does not load; choose a variant in safetensors`,
    );
  }
  if (scheme === 'hf') {
    return pinnedHubUri(variant, artifact);
  }
  if (scheme.startsWith('oci') && artifact.digest && !uri.includes('@')) {
    return `${uri}@${artifact.digest}`;
  }
  return uri;
}

function pinnedHubUri(variant: string, artifact: ServedArtifact): string {
  const match = /^hf:\/\/([^/:]+)\/([^/:]+)(?::([^/:]+))?$/.exec(artifact.uri);
  if (!match) {
    throw new InputError(
      `${variant} is at ${quote(
        artifact.uri,
      )}; KServe reads hf://organisation/model, with an optional :revision`,
    );
  }
  const [, organisation, model, inUri] = match;
  const revision = artifact.revision ?? inUri;
  if (inUri && artifact.revision && inUri !== artifact.revision) {
    throw new InputError(
      `${variant} names two revisions, ${quote(inUri)} in its URI and ${quote(
        artifact.revision,
      )}; the Model must state one`,
    );
  }
  if (
    revision !== undefined &&
    !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(revision)
  ) {
    throw new InputError(
      `${variant} has the revision ${quote(
        revision,
      )}, which does not fit in KServe's URI; state a commit instead`,
    );
  }
  const pin = revision === undefined ? '' : `:${revision}`;
  return `hf://${organisation}/${model}${pin}`;
}
