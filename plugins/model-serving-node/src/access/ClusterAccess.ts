import { createServiceRef } from '@backstage/backend-plugin-api';

/**
 * Which clusters there are, and how to open them from the background.
 *
 * The default takes what the Kubernetes plugin is configured with. Replace it
 * with a service factory for {@link clusterAccessServiceRef}.
 *
 * @public
 */
export interface ClusterAccess {
  /**
   * All clusters now, including those that cannot be observed and why. Asked
   * again from time to time, so that clusters may come and go.
   *
   * @throws when they cannot be listed; that is no sign that one is gone.
   */
  list(options: ClusterAccessOptions): Promise<readonly AccessibleCluster[]>;
  /**
   * What opens a cluster. Asked for before each connection; with `renew` the
   * last one was refused and must not come from a cache.
   */
  credential(
    cluster: AccessibleCluster,
    options: ClusterAccessOptions & { readonly renew?: boolean },
  ): Promise<ClusterCredential>;
}

/** @public */
export interface ClusterAccessOptions {
  readonly signal: AbortSignal;
}

/** @public */
export interface AccessibleCluster {
  /** As the Kubernetes plugin names it. */
  readonly name: string;
  readonly title: string;
  /** Without a slash at its end. */
  readonly serverUrl: string;
  /** PEM; absent: the process's trusted authorities. */
  readonly certificateAuthority?: string;
  readonly skipTlsVerify: boolean;
  /**
   * Set when the cluster cannot be observed in the background, for example
   * because its credentials are those of a signed-in user: why, and what to
   * do, for a person.
   */
  readonly unsupported?: string;
}

/** Never logged. @public */
export type ClusterCredential =
  | { readonly type: 'none' }
  | { readonly type: 'bearer'; readonly token: string }
  | {
      readonly type: 'x509';
      readonly certificate: string;
      readonly key: string;
    };

/**
 * The backend brings its own default; a factory for this ref replaces it.
 *
 * @public
 */
export const clusterAccessServiceRef = createServiceRef<ClusterAccess>({
  id: 'model-serving.cluster-access',
  scope: 'plugin',
});
