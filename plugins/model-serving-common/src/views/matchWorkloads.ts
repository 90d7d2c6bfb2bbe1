import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { indexedContext } from '../adapters/context';
import { defaultAdapters, type AssessedWorkload } from '../adapters/registry';
import type { AssessmentContext } from '../adapters/types';
import type { Workload } from '../api/types';
import type { ClusterSnapshot } from '../fleet/snapshot';
import { tenanciesOf, TenantPlaces } from '../gitops/tenancy';
import { MODELFLEET_ANNOTATIONS } from '../gitops/types';
import { normalizeArtifactUri } from '../model/artifactUri';
import type { RecordMeta } from '../observed/resource';
import { parseLabelSelector, type LabelSelector } from './labelSelector';
import { refFrom } from './claims';
import type { ViewRequest } from './types';
import { ViewMemory } from './ViewMemory';

/** A serving object that concerns the entities of a request. */
export interface MatchedWorkload {
  readonly cluster: ClusterSnapshot;
  readonly seen: AssessmentContext;
  readonly assessed: AssessedWorkload;
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
 * Finds the serving objects of the entities of a request, in this order: the
 * annotation on the object, an artifact URI of a Model's variant (revision
 * ignored), the entity's label selector.
 *
 * An annotation counts only in the clusters and namespaces of the Component's
 * tenant: whoever can write in a namespace could otherwise claim to be
 * anyone's service. A selector of a Component with a tenant likewise.
 *
 * For a Component, what serves its Models without being it is left out.
 */
export function matchWorkloads(request: ViewRequest): MatchedWorkload[] {
  const services = request.services.map(entity => readService(entity, request));
  const models = request.models.map(readModel);
  const { judged, candidates } = request.memory ?? ViewMemory.create();
  const selectors = [...services, ...models].some(({ selector }) => selector);
  const isService = services.some(
    ({ ref }) => ref === stringifyEntityRef(request.entity),
  );
  // Many objects serve few artifacts.
  const known = new Map<string | undefined, boolean>();
  const serves = (uri: string | undefined) => {
    const before = known.get(uri);
    if (before !== undefined) return before;
    const artifact = comparable(uri);
    const found = models.some(
      ({ artifacts }) => artifact !== undefined && artifacts.has(artifact),
    );
    known.set(uri, found);
    return found;
  };
  return request.fleet.clusters.flatMap(cluster => {
    const isSelected = (meta: RecordMeta) =>
      services.some(service => selectedBy(service, cluster, meta)) ||
      models.some(({ selector }) => selector?.(meta.labels) ?? false);
    const seen = indexedContext(cluster, request.fleet.now, {
      isSelected,
      indexes: judged.indexes,
      ...(request.accelerators && { accelerators: request.accelerators }),
    });
    const wanted = {
      services: services.map(({ ref }) => ref),
      ...(selectors && { isSelected }),
      ...(!isService && { serves }),
    };
    const found = candidates.assess(
      seen,
      request.adapters ?? defaultAdapters,
      wanted,
    );
    return found.flatMap(assessed => {
      const claimedBy = matchServices(assessed, cluster, services);
      const served = matchModels(assessed, claimedBy.length > 0, models);
      return claimedBy.length > 0 || served.length > 0
        ? [{ cluster, seen, assessed, services: claimedBy, models: served }]
        : [];
    });
  });
}

function matchServices(
  { meta }: AssessedWorkload,
  cluster: ClusterSnapshot,
  services: readonly Service[],
): readonly string[] {
  const claim = refFrom(meta.annotations[MODELFLEET_ANNOTATIONS.serviceRef]);
  const claimed = services.filter(
    ({ ref, places }) =>
      ref === claim &&
      places.some(place => place.has(cluster.cluster.name, meta.namespace)),
  );
  const found =
    claimed.length > 0
      ? claimed
      : services.filter(service => selectedBy(service, cluster, meta));
  return found.map(({ ref }) => ref);
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

function matchModels(
  { meta, workload }: AssessedWorkload,
  claimCounts: boolean,
  models: readonly Model[],
): readonly NonNullable<Workload['model']>[] {
  const claim = refFrom(meta.annotations[MODELFLEET_ANNOTATIONS.modelRef]);
  const claimed = claimCounts ? models.filter(({ ref }) => ref === claim) : [];
  if (claimed.length > 0) return matches(claimed, 'annotation');
  const artifact = comparable(workload.artifactUri);
  const equal = models.filter(
    ({ artifacts }) => artifact !== undefined && artifacts.has(artifact),
  );
  if (equal.length > 0) return matches(equal, 'artifact');
  const selected = models.filter(
    ({ selector }) => selector?.(meta.labels) ?? false,
  );
  return matches(selected, 'selector');
}

function matches(
  models: readonly Model[],
  matchedBy: NonNullable<Workload['model']>['matchedBy'],
): readonly NonNullable<Workload['model']>[] {
  return models.map(({ ref }) => ({ entityRef: ref, matchedBy }));
}

function readService(entity: Entity, request: ViewRequest): Service {
  return {
    ref: stringifyEntityRef(entity),
    places: tenanciesOf(entity, request.repositories).map(tenancy =>
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
