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

/**
 * The same version of vLLM for AMD GPUs (ROCm), as the vLLM project builds it.
 * The digest is the one that public projects recorded for the tag v0.30.0 on
 * Docker Hub since September 2026;
 * `docker buildx imagetools inspect vllm/vllm-openai-rocm:v0.30.0` shows it.
 */
export const VLLM_ROCM_IMAGE =
  'docker.io/vllm/vllm-openai-rocm@sha256:2e7da1ad1c66836802072588adea75f9f4991da5f9545b4318e91d422c22ce6a';

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
 * is right. A platform that chose its own image for NVIDIA has its reasons, so
 * that nothing is taken from elsewhere for AMD.
 *
 * @throws InputError when there is none for them.
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
  const rocm = images?.vllmRocm ?? (images?.vllm ? undefined : VLLM_ROCM_IMAGE);
  if (vendor === 'amd.com' && rocm !== undefined) {
    return imageParts(rocm);
  }
  throw new InputError(
    vendor === 'amd.com'
      ? `There is no image of vLLM for the AMD GPUs of ${cluster}: the platform has its own for NVIDIA (modelServing.platform.images.vllm) and none for AMD. Ask the platform team to set modelServing.platform.images.vllmRocm, choose KServe where it has a runtime for AMD GPUs, or choose another cluster`
      : `There is no image of vLLM for ${resourceName} of ${cluster}: a Deployment serves on NVIDIA and AMD GPUs. Choose KServe where the platform has a runtime for these, or choose another cluster`,
  );
}

/** Takes an image that is pinned by digest apart. */
export function imageParts(image: string): ImageParts {
  const [name = '', digest = ''] = image.split('@');
  return { name: name.replace(/:[^/:]*$/, ''), digest };
}
