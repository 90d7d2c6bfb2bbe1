import type {
  AcceleratorPrices,
  IdleRule,
  NamesTable,
  SampleLabels,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** `modelServing.metrics` and `modelServing.prices`, checked. */
export interface MetricsConfig {
  /** For how long an answer is shared. */
  readonly refreshMs: number;
  readonly idle: IdleRule;
  readonly names: NamesTable;
  readonly sources: readonly MetricsSourceConfig[];
  readonly prices?: AcceleratorPrices;
}

export type MetricsSourceConfig = PrometheusConfig | ScrapeConfig;

interface SourceConfig {
  readonly id: string;
  readonly title: string;
}

/** A store that speaks the HTTP API of Prometheus. */
export interface PrometheusConfig extends SourceConfig {
  readonly type: 'prometheus';
  /** Without a slash at its end. */
  readonly url: string;
  /** Absent: every cluster, told apart by `clusterLabel`. */
  readonly clusters?: readonly string[];
  /** Absent: the store is of one cluster, which no label names. */
  readonly clusterLabel?: string;
  /** What the store calls a cluster; default: as Backstage does. */
  readonly clusterNames: ReadonlyMap<string, string>;
  readonly labels: SampleLabels;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent along with every query. */
  readonly params: Readonly<Record<string, string>>;
  readonly auth?: PrometheusAuth;
  readonly tls?: PrometheusTls;
  readonly timeoutMs: number;
  /** An answer with more is refused. */
  readonly mostSeries: number;
}

export type PrometheusAuth =
  | {
      readonly type: 'basic';
      readonly username: string;
      readonly password: string;
    }
  | { readonly type: 'bearer'; readonly token: string };

/** PEM. */
export interface PrometheusTls {
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
}

/** Pods that are read through the API server. */
export interface ScrapeConfig extends SourceConfig {
  readonly type: 'scrape';
  readonly clusters: readonly string[];
  readonly labels: SampleLabels;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly targets: readonly ScrapeTarget[];
  /** In one cluster; others are left out, and that is said. */
  readonly mostPods: number;
}

export interface ScrapeTarget {
  /** Labels of the pods, as `kubectl -l` takes them. */
  readonly selector: string;
  /** Absent: all. */
  readonly namespaces?: readonly string[];
  /** Name or number of a port that the pods declare. */
  readonly port: string | number;
  readonly path: string;
}
