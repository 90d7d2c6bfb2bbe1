import { ConflictError } from '@backstage/errors';
import {
  createObservedProjections,
  defaultAdapters,
  observedProjections,
  registerDelivery,
  registerWorkload,
  resourceId,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  AcceleratorRule,
  AdapterRegistry,
  DeliveryAdapter,
  ObservedRecord,
  Projection,
  WorkloadAdapter,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  FleetSource,
  ModelServingAdaptersExtensionPoint,
} from '@modelfleet/backstage-plugin-model-serving-node';

/** What modules add to what is built in. */
export class Extensions implements ModelServingAdaptersExtensionPoint {
  readonly #added: Projection<ObservedRecord>[] = [];
  readonly #workloads = [...defaultAdapters.workloads];
  readonly #deliveries = [...defaultAdapters.deliveries];
  readonly #sources: FleetSource[] = [];

  static create(): Extensions {
    return new Extensions();
  }

  private constructor() {}

  /** What is observed, where these are accelerators. */
  projections(
    accelerators?: readonly AcceleratorRule[],
  ): readonly Projection<ObservedRecord>[] {
    return [...createObservedProjections(accelerators), ...this.#added];
  }

  /** Kinds that are observed besides those that are built in. */
  get added(): readonly Projection<ObservedRecord>[] {
    return this.#added;
  }

  /** Grows while modules start, before anyone is answered. */
  get adapters(): AdapterRegistry {
    return { workloads: this.#workloads, deliveries: this.#deliveries };
  }

  get sources(): readonly FleetSource[] {
    return this.#sources;
  }

  addProjection(projection: Projection<ObservedRecord>): void {
    const id = resourceId(projection.resource);
    if (id === 'secrets') {
      throw new ConflictError('Secrets are never observed');
    }
    const known = [...observedProjections, ...this.#added];
    if (known.some(({ resource }) => resourceId(resource) === id)) {
      throw new ConflictError(`${id} is observed already`);
    }
    this.#added.push(projection);
  }

  addWorkloadAdapter<R extends ObservedRecord>(
    adapter: WorkloadAdapter<R>,
  ): void {
    this.addProjection(adapter);
    this.#workloads.push(registerWorkload(adapter));
  }

  addDeliveryAdapter<R extends ObservedRecord>(
    adapter: DeliveryAdapter<R>,
  ): void {
    this.addProjection(adapter);
    this.#deliveries.push(registerDelivery(adapter));
  }

  addFleetSource(source: FleetSource): void {
    if (this.#sources.some(({ id }) => id === source.id)) {
      throw new ConflictError(`There is a fleet source '${source.id}' already`);
    }
    this.#sources.push(source);
  }
}
