import type { Pace } from '../fleet/hardware';

/** Which images lie on which nodes, so that only the first pull takes long. */
export class NodeImages {
  readonly #kept = new Set<string>();

  static create(): NodeImages {
    return new NodeImages();
  }

  /** Simulated milliseconds until the image can start; 0 when it is there. */
  pullTime(node: string, image: string, pace: Pace): number {
    if (this.#kept.has(`${node} ${image}`)) {
      return 0;
    }
    // Inference servers carry CUDA or ROCm and weigh gigabytes; the rest is small.
    const large = /huggingfaceserver|vllm|-gpu/.test(image);
    return large ? pace.imagePullMs : pace.imagePullMs * 0.3;
  }

  keep(node: string, image: string): void {
    this.#kept.add(`${node} ${image}`);
  }

  forget(node: string, image: string): void {
    this.#kept.delete(`${node} ${image}`);
  }
}
