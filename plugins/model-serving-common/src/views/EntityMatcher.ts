import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { IdentifiedWorkload } from '../adapters/JudgedClusters';
import type { Workload } from '../api/types';
import type { ClusterSnapshot } from '../fleet/snapshot';
import { tenanciesOf, TenantPlaces } from '../gitops/tenancy';
import { MODELFLEET_ANNOTATIONS, type GitOpsRepository } from '../gitops/types';
import { normalizeArtifactUri } from '../model/artifactUri';
import type { RecordMeta } from '../observed/resource';
import { refFrom } from './claims';
import { parseLabelSelector, type LabelSelector } from './labelSelector';

/** Whose a serving object is. */
export interface Match {
  /** The Components that it belongs to: more than one is ambiguous. */
  readonly services: readonly string[];
  /** The Models that it serves: more than one is ambiguous. */
  readonly models: readonly NonNullable<Workload['model']>[];
}

interface Service {
  readonly ref: string;
  /** Nothing for a Component of nobody's. */
  readonly places: readonly TenantPlaces[];
  readonly selector: LabelSelector | undefined;
}

interface Model {
  readonly ref: string;
  readonly artifacts: ReadonlySet<string>;
  readonly selector: LabelSelector | undefined;
}

/**
 * Finds the entities of serving objects, in this order: the annotation on the
 * object, an artifact URI of a Model's variant (revision ignored), the
 * entity's label selector.
 *
 * An annotation counts only in the clusters and namespaces of the Component's
 * tenant: whoever can write in a namespace could otherwise claim to be
 * anyone's service. A selector of a Component with a tenant likewise.
 */
export class EntityMatcher {
  readonly #services: ReadonlyMap<string, Service>;
  readonly #selectingServices: readonly Service[];
  readonly #models: ReadonlyMap<string, Model>;
  readonly #selectingModels: readonly Model[];
  readonly #byArtifact = new Map<string, Model[]>();
  /** Many objects serve few artifacts. */
  readonly #comparable = new Map<string, string | undefined>();

  static create(request: {
    readonly services: readonly Entity[];
    readonly models: readonly Entity[];
    readonly repositories: readonly GitOpsRepository[];
  }): EntityMatcher {
    return new EntityMatcher(
      request.services.map(entity => readService(entity, request.repositories)),
      request.models.map(readModel),
    );
  }

  private constructor(services: readonly Service[], models: readonly Model[]) {
    this.#services = new Map(services.map(one => [one.ref, one]));
    this.#selectingServices = services.filter(({ selector }) => selector);
    this.#models = new Map(models.map(one => [one.ref, one]));
    this.#selectingModels = models.filter(({ selector }) => selector);
    for (const model of models) {
      for (const artifact of model.artifacts) {
        const known = this.#byArtifact.get(artifact);
        if (known) known.push(model);
        else this.#byArtifact.set(artifact, [model]);
      }
    }
  }

  /** Full refs of the Components. */
  get services(): readonly string[] {
    return [...this.#services.keys()];
  }

  /** Whether any entity has a label selector. */
  get selects(): boolean {
    return this.#selectingServices.length + this.#selectingModels.length > 0;
  }

  /** Whether a label selector asks for an object. */
  isSelected(cluster: ClusterSnapshot, meta: RecordMeta): boolean {
    return (
      this.#selectingServices.some(one => selectedBy(one, cluster, meta)) ||
      this.#selectingModels.some(
        ({ selector }) => selector?.(meta.labels) ?? false,
      )
    );
  }

  /** Whether a Model has an artifact. */
  serves(uri: string | undefined): boolean {
    return this.#modelsOf(uri).length > 0;
  }

  match(
    { meta, workload }: Pick<IdentifiedWorkload, 'meta' | 'workload'>,
    cluster: ClusterSnapshot,
  ): Match {
    const services = this.#matchServices(meta, cluster);
    return {
      services,
      models: this.#matchModels(
        meta,
        workload.artifactUri,
        services.length > 0,
      ),
    };
  }

  #matchServices(
    meta: RecordMeta,
    cluster: ClusterSnapshot,
  ): readonly string[] {
    const claim = refFrom(meta.annotations[MODELFLEET_ANNOTATIONS.serviceRef]);
    const claimed = claim === undefined ? undefined : this.#services.get(claim);
    const counts = claimed?.places.some(place =>
      place.has(cluster.cluster.name, meta.namespace),
    );
    if (claimed && counts) return [claimed.ref];
    return this.#selectingServices
      .filter(service => selectedBy(service, cluster, meta))
      .map(({ ref }) => ref);
  }

  #matchModels(
    meta: RecordMeta,
    artifactUri: string | undefined,
    claimCounts: boolean,
  ): Match['models'] {
    const claim = claimCounts
      ? refFrom(meta.annotations[MODELFLEET_ANNOTATIONS.modelRef])
      : undefined;
    const claimed = claim === undefined ? undefined : this.#models.get(claim);
    if (claimed) return matches([claimed], 'annotation');
    const equal = this.#modelsOf(artifactUri);
    if (equal.length > 0) return matches(equal, 'artifact');
    return matches(
      this.#selectingModels.filter(
        ({ selector }) => selector?.(meta.labels) ?? false,
      ),
      'selector',
    );
  }

  #modelsOf(uri: string | undefined): readonly Model[] {
    if (uri === undefined) return [];
    if (!this.#comparable.has(uri)) {
      this.#comparable.set(uri, comparable(uri));
    }
    const artifact = this.#comparable.get(uri);
    return (artifact !== undefined && this.#byArtifact.get(artifact)) || [];
  }
}

function selectedBy(
  { selector, places }: Service,
  cluster: ClusterSnapshot,
  meta: RecordMeta,
): boolean {
  if (!selector?.(meta.labels)) return false;
  return (
    places.length === 0 ||
    places.some(place => place.has(cluster.cluster.name, meta.namespace))
  );
}

function matches(
  models: readonly Model[],
  matchedBy: NonNullable<Workload['model']>['matchedBy'],
): Match['models'] {
  return models.map(({ ref }) => ({ entityRef: ref, matchedBy }));
}

function readService(
  entity: Entity,
  repositories: readonly GitOpsRepository[],
): Service {
  return {
    ref: stringifyEntityRef(entity),
    places: tenanciesOf(entity, repositories).map(tenancy =>
      TenantPlaces.create(tenancy),
    ),
    selector: selectorOf(entity),
  };
}

function readModel(entity: Entity): Model {
  const declared = entity.spec?.artifacts;
  const artifacts = (Array.isArray(declared) ? declared : [])
    .map(artifact =>
      typeof artifact === 'object' &&
      artifact !== null &&
      'uri' in artifact &&
      typeof artifact.uri === 'string'
        ? comparable(artifact.uri)
        : undefined,
    )
    .filter(uri => uri !== undefined);
  return {
    ref: stringifyEntityRef(entity),
    artifacts: new Set(artifacts),
    selector: selectorOf(entity),
  };
}

function selectorOf(entity: Entity): LabelSelector | undefined {
  const text =
    entity.metadata.annotations?.[MODELFLEET_ANNOTATIONS.workloadSelector];
  return text ? parseLabelSelector(text) : undefined;
}

/** A claim or a path on a disk says nothing outside of its own namespace. */
function comparable(uri: string | undefined): string | undefined {
  if (!uri || /^(?:pvc|file):/i.test(uri)) return undefined;
  return normalizeArtifactUri(uri);
}
