import { ConflictError } from '@backstage/errors';
import type {
  MetricsSource,
  ModelServingMetricsExtensionPoint,
} from '@modelfleet/backstage-plugin-model-serving-node';

/** The sources that modules add. */
export class MetricsExtensions implements ModelServingMetricsExtensionPoint {
  readonly #sources: MetricsSource[] = [];

  static create(): MetricsExtensions {
    return new MetricsExtensions();
  }

  private constructor() {}

  /** Grows while modules start, before anyone is answered. */
  get sources(): readonly MetricsSource[] {
    return this.#sources;
  }

  addMetricsSource(source: MetricsSource): void {
    if (this.#sources.some(({ id }) => id === source.id)) {
      throw new ConflictError(
        `There is a metrics source '${source.id}' already`,
      );
    }
    this.#sources.push(source);
  }
}
