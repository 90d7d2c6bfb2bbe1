import { InputError } from '@backstage/errors';
import type { PlatformPolicy } from '../../gitops';

/**
 * vLLM's own image for NVIDIA GPUs, CUDA 13. The digest is the one that
 * public projects recorded for the tag v0.30.0 on Docker Hub between August and November 2026;
 * `docker buildx imagetools inspect vllm/vllm-openai:v0.30.0` shows it.
 */
export const VLLM_IMAGE = {
  version: 'v0.30.0',
  image:
    'docker.io/vllm/vllm-openai@sha256:8a69ffad015f138d7170c4ddc429e230a3bc1c1719f67e14324749df200a4b90',
} as const;

/** An image in the parts that kustomize replaces. */
export interface ImageParts {
  readonly name: string;
  readonly digest: string;
}

/** The image of the base: the platform's, else {@link VLLM_IMAGE}. */
export function vllmImage({ images }: PlatformPolicy): string {
  return images?.vllm ?? VLLM_IMAGE.image;
}

/**
 * What another vendor's GPUs need instead; `undefined` where the base's image
 * is right.
 *
 * @throws InputError when the platform has none for them.
 */
export function vendorImage(
  { images }: PlatformPolicy,
  resourceName: string,
  cluster: string,
): ImageParts | undefined {
  const [vendor] = resourceName.split('/');
  if (vendor === 'nvidia.com') {
    return undefined;
  }
  if (vendor === 'amd.com' && images?.vllmRocm) {
    return imageParts(images.vllmRocm);
  }
  throw new InputError(
    `The platform has no image of vLLM for ${resourceName} of ${cluster} (${
      vendor === 'amd.com'
        ? 'modelServing.platform.images.vllmRocm'
        : 'only NVIDIA and AMD are possible'
    }); choose KServe, or another cluster`,
  );
}

/** Takes an image that is pinned by digest apart. */
export function imageParts(image: string): ImageParts {
  const [name = '', digest = ''] = image.split('@');
  return { name: name.replace(/:[^/:]*$/, ''), digest };
}
