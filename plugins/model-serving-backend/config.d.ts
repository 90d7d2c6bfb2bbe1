import type { HumanDuration } from '@backstage/types';

export interface Config {
  modelServing?: {
    /** How clusters are observed, and what is kept of them. */
    observation?: {
      /**
       * For how long the last state of a cluster that nobody observes any more
       * stays in the database. Default: 7 days
       * @visibility backend
       */
      keepRemovedClusters?: HumanDuration | string;
      /**
       * After how long another replica takes over the clusters of one that is
       * silent; 5 to 20 seconds. Only with PostgreSQL. Default: 15 seconds
       * @visibility backend
       */
      takeOverAfter?: HumanDuration | string;
      /**
       * Threads that talk with clusters and cut down what they say, so that
       * nobody who looks waits for it; 0 for none. Default: one less than there
       * are processors, 1 to 4
       * @visibility backend
       */
      threads?: number;
    };
    /**
     * Clusters whose Argo CD delivers to clusters that Backstage cannot dial:
     * those are shown with how deliveries to them go, without pods and GPUs.
     */
    hubs?: Array<{
      /**
       * As the Kubernetes plugin calls the hub.
       * @visibility backend
       */
      cluster: string;
      /**
       * Shows every destination that is no cluster of the Kubernetes plugin.
       * Default: false
       * @visibility backend
       */
      discover?: boolean;
      destinations?: Array<{
        /**
         * What Backstage is to call it, and Components name in `dependsOn`.
         * @visibility backend
         */
        cluster: string;
        /** Default: its name */
        title?: string;
        /** What Argo CD calls it. Default: the same */
        name?: string;
        /** Its API server's URL, as Argo CD has it. */
        server?: string;
      }>;
    }>;
    /** Where figures of serving and of GPUs come from; see docs/metrics.md. */
    metrics?: {
      /**
       * For how long an answer of a source is shared by all viewers. Default:
       * 15 seconds
       * @visibility backend
       */
      refresh?: HumanDuration | string;
      /** When accelerators that are held count as idle. */
      idle?: {
        /**
         * Use under this share of an accelerator is none; 0 to 1. Default: 0.05
         * @visibility backend
         */
        below?: number;
        /**
         * For how long; at most 24 hours. Default: 1 hour
         * @visibility backend
         */
        after?: HumanDuration | string;
      };
      /**
       * Under which names a measure is exposed, for engines and exporters that
       * are not known. A measure that is named here is read from these metrics
       * and no others.
       */
      names?: {
        [measure: string]: Array<{
          /** As in the Prometheus text format; of a histogram without `_bucket`. */
          metric: string;
          /** What its values are multiplied by to be in the measure's unit. Default: 1 */
          scale?: number;
          /** Only series with these labels. */
          where?: { [label: string]: string };
          /** Only series whose labels match these regular expressions. */
          whereMatches?: { [label: string]: string };
        }>;
      };
      /** The first that has a measure of a cluster is the one that is shown. */
      sources?: Array<
        | {
            /** Unique among the sources. */
            id: string;
            /** What people read. Default: the id */
            title?: string;
            /** A store with the HTTP API of Prometheus. */
            type: 'prometheus';
            /** Without `/api/v1`. */
            url: string;
            /**
             * Clusters that the store has, as the Kubernetes plugin names them.
             * Default: all
             */
            clusters?: string[];
            /** The label that tells clusters apart; not for a store of one cluster. */
            clusterLabel?: string;
            /** Values of that label, where they are not the clusters' names. */
            clusterNames?: { [cluster: string]: string };
            /** How samples say what they are of; the first label that is there counts. */
            labels?: {
              /** Default: exported_pod, pod_name, pod */
              pod?: string[];
              /** Default: exported_namespace, pod_namespace, namespace */
              namespace?: string[];
              /** Default: modelName, card_model */
              product?: string[];
            };
            /**
             * Sent with every query, such as X-Scope-OrgID.
             * @deepVisibility secret
             */
            headers?: { [name: string]: string };
            /** Sent with every query, such as Thanos' partial_response. */
            params?: { [name: string]: string };
            auth?:
              | {
                  type: 'basic';
                  username: string;
                  /** @visibility secret */
                  password: string;
                }
              | {
                  type: 'bearer';
                  /** @visibility secret */
                  token: string;
                };
            /** PEM, for example with `$file`. */
            tls?: {
              ca?: string;
              certificate?: string;
              /** @visibility secret */
              key?: string;
            };
            /** For one query; 1 to 60 seconds. Default: 10 seconds */
            timeout?: HumanDuration | string;
            /** An answer with more series is refused. Default: 100000 */
            maxSeries?: number;
          }
        | {
            /** Unique among the sources. */
            id: string;
            /** What people read. Default: the id */
            title?: string;
            /** The pods themselves, through the API server of their cluster. */
            type: 'scrape';
            clusters: string[];
            /** Which pods, and which one port of them. */
            targets: Array<{
              /** Labels, as `kubectl -l` takes them. */
              selector: string;
              /** Default: all */
              namespaces?: string[];
              /** Name of a port that the pods declare, or its number. */
              port: string | number;
              /** Default: /metrics */
              path?: string;
            }>;
            labels?: {
              pod?: string[];
              namespace?: string[];
              product?: string[];
            };
            /** Between two rounds; 5 to 300 seconds. Default: 30 seconds */
            interval?: HumanDuration | string;
            /** For one pod. Default: 5 seconds */
            timeout?: HumanDuration | string;
            /** Pods that are read in one cluster. Default: 500 */
            maxPods?: number;
          }
      >;
    };
    /** What accelerators cost, for figures of costs. */
    prices?: {
      /**
       * ISO 4217.
       * @visibility backend
       */
      currency: string;
      accelerators: Array<{
        /** As nodes label it, or a resource name such as amd.com/gpu. */
        product: string;
        /** Of one GPU, or of one slice where it is divided. */
        perHour: number;
      }>;
    };
  };
}
