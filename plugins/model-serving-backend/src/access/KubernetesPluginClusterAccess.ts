import { NotFoundError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import type {
  AccessibleCluster,
  ClusterAccess,
  ClusterAccessOptions,
  ClusterCredential,
  KubernetesClusterHandOver,
  KubernetesClusterSource,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { clusterOf } from './clusterOf';
import {
  createConfigClusterSource,
  otherLocators,
} from './configClusterSource';
import { readInCluster } from './inCluster';

/** How long the Kubernetes plugin may take to start. */
const HAND_OVER_MS = 30_000;

interface Options {
  readonly config: Config;
  readonly logger: LoggerService;
  readonly handOver: KubernetesClusterHandOver;
  readonly environment?: NodeJS.ProcessEnv;
  readonly handOverMs?: number;
}

/**
 * Reads the clusters that the Kubernetes plugin is configured with: from the
 * plugin itself where its module hands them over, else from configuration.
 */
export class KubernetesPluginClusterAccess implements ClusterAccess {
  readonly #options: Options;
  #details: ReadonlyMap<string, ClusterDetails> = new Map();
  #fallback: KubernetesClusterSource | undefined;

  static create(options: Options): KubernetesPluginClusterAccess {
    return new KubernetesPluginClusterAccess(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async list({
    signal,
  }: ClusterAccessOptions): Promise<readonly AccessibleCluster[]> {
    const source = await this.#source(signal);
    const found = await source.getClusters();
    const inCluster = await readInCluster(
      this.#options.environment ?? process.env,
    );
    // Of this call: another one may be under way, and must not miss any.
    const known = new Map<string, ClusterDetails>();
    const clusters: AccessibleCluster[] = [];
    for (const details of found) {
      // Locators may overlap; the first wins, as in the Kubernetes plugin.
      if (!known.has(details.name)) {
        known.set(details.name, details);
        clusters.push(await clusterOf(details, inCluster));
      }
    }
    this.#details = known;
    return clusters;
  }

  async credential(
    cluster: AccessibleCluster,
    { signal }: ClusterAccessOptions,
  ): Promise<ClusterCredential> {
    const details = this.#details.get(cluster.name);
    if (!details) {
      throw new NotFoundError(
        `The Kubernetes plugin has no cluster '${cluster.name}' any more`,
      );
    }
    // Strategies keep what may be kept; asking again is how to renew.
    const source = await this.#source(signal);
    return toCredential(await source.getCredential(details));
  }

  async #source(signal: AbortSignal): Promise<KubernetesClusterSource> {
    // Once the bound has passed, later calls only look whether it came.
    const bound = this.#fallback
      ? AbortSignal.abort()
      : AbortSignal.any([
          signal,
          AbortSignal.timeout(this.#options.handOverMs ?? HAND_OVER_MS),
        ]);
    const result = await this.#options.handOver.wait(bound);
    signal.throwIfAborted();
    if (result?.status === 'provided') {
      return result.source;
    }
    if (!this.#fallback) {
      this.#fallback = createConfigClusterSource(
        this.#options.config,
        this.#options.logger,
      );
      this.#report(result?.reason);
    }
    return this.#fallback;
  }

  #report(reason = 'its module for Modelfleet did not start in this backend') {
    const others = otherLocators(this.#options.config);
    const lost = others.length
      ? ` Clusters of these locators are not observed: ${others.join(', ')}.`
      : '';
    this.#options.logger.warn(
      `The Kubernetes plugin did not hand over its clusters (${reason}), so they are read ` +
        `from kubernetes.clusterLocatorMethods of type 'config'.${lost} ` +
        `Add @modelfleet/backstage-plugin-kubernetes-backend-module-model-serving to this backend.`,
    );
  }
}

function toCredential(credential: KubernetesCredential): ClusterCredential {
  switch (credential.type) {
    case 'bearer token':
      return { type: 'bearer', token: credential.token.trim() };
    case 'x509 client certificate':
      return {
        type: 'x509',
        certificate: credential.cert,
        key: credential.key,
      };
    default:
      return { type: 'none' };
  }
}
