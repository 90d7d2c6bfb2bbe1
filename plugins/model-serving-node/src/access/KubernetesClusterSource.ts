import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';

/**
 * The Kubernetes plugin's own clusters and credentials, as its locators and
 * authentication strategies give them at this moment.
 *
 * @public
 */
export interface KubernetesClusterSource {
  getClusters(): Promise<ClusterDetails[]>;
  /** Only for strategies that need nothing of a signed-in user. */
  getCredential(cluster: ClusterDetails): Promise<KubernetesCredential>;
}

/**
 * Where the Kubernetes plugin's module leaves the source, and where Modelfleet
 * finds it. The two start in any order, or one of them never does.
 *
 * @public
 */
export interface KubernetesClusterHandOver {
  /** Called once by the module, when the Kubernetes plugin starts. */
  provide(source: KubernetesClusterSource): void;
  /** Called by the module when it cannot provide; `reason` is for a person. */
  decline(reason: string): void;
  /**
   * Waits until there is a source. Ends with the reason when the module
   * declined, and with `undefined` when the signal is aborted first.
   */
  wait(signal: AbortSignal): Promise<HandOverResult | undefined>;
}

/** @public */
export type HandOverResult =
  | { readonly status: 'provided'; readonly source: KubernetesClusterSource }
  | { readonly status: 'declined'; readonly reason: string };

/** One process, one hand-over: it is root scoped. @public */
export const kubernetesClusterSourceServiceRef =
  createServiceRef<KubernetesClusterHandOver>({
    id: 'model-serving.kubernetes-cluster-source',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {},
        factory: () => createKubernetesClusterHandOver(),
      }),
  });

/** @public */
export function createKubernetesClusterHandOver(): KubernetesClusterHandOver {
  let settle: (result: HandOverResult) => void = () => undefined;
  const settled = new Promise<HandOverResult>(resolve => {
    settle = resolve;
  });
  return {
    provide: source => settle({ status: 'provided', source }),
    decline: reason => settle({ status: 'declined', reason }),
    async wait(signal) {
      let onAbort = () => {};
      const aborted = new Promise<undefined>(resolve => {
        onAbort = () => resolve(undefined);
        signal.addEventListener('abort', onAbort);
        if (signal.aborted) {
          onAbort();
        }
      });
      try {
        return await Promise.race([settled, aborted]);
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}
