import type { ErrorSink } from '../cluster/errorSink';
import { FaultBoard } from '../faults/faultBoard';
import type { SimulatedCluster } from '../fleet/simulatedCluster';
import type { RepositorySnapshot } from '../git/repository';
import { ApplicationController } from './applicationController';
import { ApplicationSetController } from './applicationSetController';
import type { ArgoDestination } from './destinations';
import { ManifestBuilds } from './manifestBuilds';

const NAMESPACE = 'argocd';
const LOCAL_SERVER = 'https://kubernetes.default.svc';

/** How soon the hub hears of a push, and of a cluster that came or went. */
const NOTICE_MS = 1_200;
const CONNECTION_NOTICE_MS = 3_000;

export interface HubOptions {
  /** The clusters, the one that hosts Argo CD among them. */
  readonly clusters: readonly SimulatedCluster[];
  /** Server URL of each cluster, by the cluster's name. */
  readonly serverUrl: (name: string) => string;
  readonly repositoryUrl: string;
  /** Folder of the repository that holds `_platform` and the tenants. */
  readonly root: string;
  readonly snapshot: RepositorySnapshot;
  readonly onError: ErrorSink;
}

/** The Argo CD that delivers what Git says to every cluster of the fleet. */
export class ArgocdHub {
  readonly #hub: SimulatedCluster;
  readonly #applications: ApplicationController;
  readonly #sets: ApplicationSetController;
  readonly #repositoryUrl: string;

  private constructor(options: HubOptions, hub: SimulatedCluster) {
    const { clusters, onError, repositoryUrl, serverUrl, snapshot } = options;
    this.#hub = hub;
    this.#repositoryUrl = repositoryUrl;
    const destinations = clusters.map(
      ({ cluster, faults }): ArgoDestination => ({
        name: cluster.definition.argocdName,
        server:
          cluster === hub.cluster ? LOCAL_SERVER : serverUrl(cluster.name),
        cluster,
        // The hub reaches its own cluster from inside, whatever the network.
        faults:
          cluster === hub.cluster ? FaultBoard.create(cluster.clock) : faults,
      }),
    );
    this.#sets = ApplicationSetController.start(hub.cluster, snapshot, onError);
    this.#applications = ApplicationController.start(
      {
        hub: hub.cluster,
        destinations,
        builds: ManifestBuilds.create(repositoryUrl, snapshot),
        lastApplied: new Map(),
      },
      onError,
    );
    for (const { cluster, faults } of clusters) {
      faults.onChange(() => {
        if (cluster !== hub.cluster) {
          cluster.clock.after(CONNECTION_NOTICE_MS, () =>
            this.#applications.update(),
          );
        }
      });
    }
    bootstrap(options, hub);
  }

  /** Starts Argo CD on the cluster whose definition says so. */
  static start(options: HubOptions): ArgocdHub | undefined {
    const hub = options.clusters.find(
      ({ cluster }) => cluster.definition.hostsArgocd,
    );
    return hub && new ArgocdHub(options, hub);
  }

  /** The repository has a new commit. */
  notify(snapshot: RepositorySnapshot): void {
    this.#hub.cluster.clock.after(NOTICE_MS, () => {
      this.#sets.update(snapshot);
      this.#applications.update({
        builds: ManifestBuilds.create(this.#repositoryUrl, snapshot),
      });
    });
  }
}

/** What the platform team applied by hand when it installed Argo CD. */
function bootstrap(options: HubOptions, hub: SimulatedCluster): void {
  const { repositoryUrl, root } = options;
  hub.cluster.projects.create({
    metadata: { name: 'default', namespace: NAMESPACE },
    spec: {
      sourceRepos: ['*'],
      destinations: [{ server: '*', namespace: '*' }],
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    },
  });
  hub.cluster.applications.create({
    metadata: {
      name: 'fleet-platform',
      namespace: NAMESPACE,
      labels: { 'app.kubernetes.io/part-of': 'platform' },
    },
    spec: {
      project: 'default',
      source: {
        repoURL: repositoryUrl,
        targetRevision: 'main',
        path: [root, '_platform', 'argocd'].filter(Boolean).join('/'),
      },
      destination: { server: LOCAL_SERVER, namespace: NAMESPACE },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    },
  });
}
