import {
  parseEntityRef,
  RELATION_DEPENDS_ON,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { comparableName, sameName } from '../fleet/clusterNames';
import type { ViewRequest } from './types';

/**
 * The clusters where a Component is wanted: its dependencies of kind Resource
 * that are named as a cluster of the fleet or of a configured repository. By
 * name alone, as the Kubernetes plugin joins them; other resources, such as
 * databases, are no clusters.
 */
export function declaredClusters(
  component: Entity,
  { fleet, repositories }: Pick<ViewRequest, 'fleet' | 'repositories'>,
): readonly string[] {
  const known = [
    ...fleet.clusters.map(({ cluster }) => cluster.name),
    ...repositories.flatMap(({ clusters }) => clusters),
  ];
  const byName = new Map<string, string>();
  for (const name of known) {
    const comparable = comparableName(name);
    if (!byName.has(comparable)) byName.set(comparable, name);
  }
  const names = new Set<string>();
  for (const { kind, name } of dependencies(component)) {
    if (!sameName(kind, 'resource')) continue;
    const cluster = byName.get(comparableName(name));
    if (cluster) names.add(cluster);
  }
  return [...names];
}

function dependencies(component: Entity): readonly CompoundEntityRef[] {
  const declared = component.spec?.dependsOn;
  const refs = [
    ...(component.relations ?? [])
      .filter(({ type }) => type === RELATION_DEPENDS_ON)
      .map(({ targetRef }) => targetRef),
    ...(Array.isArray(declared) ? declared : []),
  ];
  return refs
    .filter(ref => typeof ref === 'string')
    .flatMap(ref => parse(ref, component.metadata.namespace));
}

/** The catalog has validated the ref; an entity from elsewhere may be wrong. */
function parse(
  ref: string,
  defaultNamespace: string = 'default',
): CompoundEntityRef[] {
  try {
    return [
      parseEntityRef(ref, { defaultKind: 'component', defaultNamespace }),
    ];
  } catch {
    return [];
  }
}
