import type { PlatformPolicy } from './platform';

/**
 * A repository that the platform configured as a place for inference
 * services (`modelServing.gitops.repositories[]`).
 *
 * @public
 */
export interface GitOpsRepository {
  readonly id: string;
  /** Without credentials. */
  readonly url: string;
  readonly branch: string;
  /** Folder of the services, without slashes at its ends; empty for the top. */
  readonly root: string;
  readonly delivery: 'argocd' | 'flux';
  readonly directPush: boolean;
  /** Names as the Backstage Kubernetes plugin knows them. */
  readonly clusters: readonly string[];
  readonly tenants: readonly GitOpsTenant[];
  /** What the platform decided; absent when it said nothing. */
  readonly platform?: PlatformPolicy;
}

/**
 * An owner with the namespaces, clusters and folder that configuration gives it.
 *
 * @public
 */
export interface GitOpsTenant {
  /** Also the name of its folder. */
  readonly name: string;
  /** Full entity ref of the owning group. */
  readonly owner: string;
  /** At least one; the first is the default. */
  readonly namespaces: readonly string[];
  readonly clusters: readonly string[];
}

/** Annotations that Modelfleet reads and writes. @public */
export const MODELFLEET_ANNOTATIONS = {
  /** On a serving object and its pods: the Component it belongs to. */
  serviceRef: 'modelfleet.dev/service-ref',
  /** On a serving object and its pods: the Model it serves. */
  modelRef: 'modelfleet.dev/model-ref',
  /** On an entity: a label selector for its workloads. */
  workloadSelector: 'modelfleet.dev/workload-selector',
  /** On a Component that came from Git: the configured repository's id. */
  repository: 'modelfleet.dev/repository',
  /** On a Component that came from Git: its folder in the repository. */
  path: 'modelfleet.dev/path',
} as const;
