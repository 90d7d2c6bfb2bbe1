import { InputError } from '@backstage/errors';
import { quote } from '../names';
import type { ServedArtifact } from '../types';

/** How vLLM in a plain Deployment comes by its weights. */
export type WeightsSource =
  | {
      readonly kind: 'hub';
      readonly model: string;
      readonly revision?: string;
    }
  | { readonly kind: 'claim'; readonly claim: string; readonly model: string }
  | { readonly kind: 'image'; readonly image: string; readonly model: string };

/** Where volumes with weights are mounted. */
export const MODEL_MOUNT = '/models';

/**
 * How vLLM loads one variant of a Model: from the hub, from a volume, or from
 * an OCI image that the node mounts (Kubernetes 1.35 or newer). Weights in such an
 * image are under `/models`, as in KServe's modelcars.
 *
 * @param storageUri - Checked and pinned, as KServe would take it.
 * @throws InputError for what only KServe's downloader can fetch.
 */
export function weightsSourceOf(
  artifact: ServedArtifact,
  storageUri: string,
): WeightsSource {
  const hub =
    /^hf:\/\/([A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*)(?::([^/:]+))?$/.exec(
      storageUri,
    );
  if (hub) {
    const [, model = '', revision] = hub;
    return { kind: 'hub', model, ...(revision ? { revision } : {}) };
  }
  const claim =
    /^pvc:\/\/([a-z0-9]([-a-z0-9.]*[a-z0-9])?)((?:\/[\w.-]+)*)\/?$/.exec(
      storageUri,
    );
  if (claim && !storageUri.split('/').includes('..')) {
    return {
      kind: 'claim',
      claim: claim[1] ?? '',
      model: `${MODEL_MOUNT}${claim[3] ?? ''}`,
    };
  }
  const image = /^oci(?:\+native)?:\/\/([\w.:/@-]+)$/.exec(storageUri);
  if (image) {
    return {
      kind: 'image',
      image: image[1] ?? '',
      model: `${MODEL_MOUNT}/models`,
    };
  }
  throw new InputError(
    `Variant ${quote(artifact.name)} is at ${quote(
      artifact.uri,
    )}, which vLLM does not load by itself; it loads hf://, pvc:// and oci://. Choose the runtime KServe, or another variant`,
  );
}
