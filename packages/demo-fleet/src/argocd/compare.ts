import { sameJson } from '../objects/json';
import type { AnyCollection } from '../objects/collection';
import type { KubeObject } from '../objects/kubeObject';
import type { Cluster } from '../cluster/cluster';
import type { Manifest } from './manifest';
import { groupOf, versionOf } from './manifest';
import type { LastApplied } from './merge';
import { threeWayMerge } from './merge';

export const TRACKING_ID = 'argocd.argoproj.io/tracking-id';

/** One object of an Application: wanted, live, or both. */
export interface ManagedObject {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly wanted?: Manifest;
  readonly live?: KubeObject;
  /** The collection in the destination; absent when the kind is not served. */
  readonly collection?: AnyCollection;
  readonly synced: boolean;
}

/** `<app>:<group>/<kind>:<namespace>/<name>`, Argo CD's default since 3.0. */
export function trackingId(app: string, manifest: Manifest): string {
  const { name, namespace = '' } = manifest.metadata;
  return `${app}:${groupOf(manifest)}/${manifest.kind}:${namespace}/${name}`;
}

/** What Git wants of an Application, against what its cluster has. */
export function compare(
  app: string,
  wanted: readonly Manifest[],
  cluster: Cluster,
  lastApplied: LastApplied,
): ManagedObject[] {
  const objects = wanted.map(manifest => {
    const group = groupOf(manifest);
    const collection = cluster.collectionOfKind(group, manifest.kind);
    const { name, namespace = '' } = manifest.metadata;
    const live = collection?.get({
      ...(collection.resource.namespaced ? { namespace } : {}),
      name,
    });
    return {
      group,
      version: versionOf(manifest),
      kind: manifest.kind,
      namespace,
      name,
      wanted: manifest,
      ...(live ? { live } : {}),
      ...(collection ? { collection } : {}),
      synced:
        live !== undefined &&
        inSync(live, manifest, trackingId(app, manifest), lastApplied),
    };
  });
  return [...objects, ...strays(app, wanted, cluster)];
}

/** Objects that carry the Application's mark and are no longer in Git. */
function strays(
  app: string,
  wanted: readonly Manifest[],
  cluster: Cluster,
): ManagedObject[] {
  const known = new Set(wanted.map(manifest => trackingId(app, manifest)));
  return cluster.served.flatMap(collection =>
    collection.list().flatMap(live => {
      const id = live.metadata.annotations?.[TRACKING_ID];
      if (!id?.startsWith(`${app}:`) || known.has(id)) {
        return [];
      }
      const { group, version, kind } = collection.resource;
      const { name, namespace = '' } = live.metadata;
      return [
        {
          group,
          version,
          kind,
          namespace,
          name,
          live,
          collection,
          synced: false,
        },
      ];
    }),
  );
}

/** Applying what Git says now would change nothing. */
function inSync(
  live: KubeObject,
  wanted: Manifest,
  id: string,
  lastApplied: LastApplied,
): boolean {
  const next = threeWayMerge(live, marked(wanted, id), lastApplied.get(id));
  return sameJson(next, live);
}

/** The manifest with the mark by which Argo CD knows its objects again. */
export function marked(manifest: Manifest, id: string): Manifest {
  return {
    ...manifest,
    metadata: {
      ...manifest.metadata,
      annotations: { ...manifest.metadata.annotations, [TRACKING_ID]: id },
    },
  };
}
