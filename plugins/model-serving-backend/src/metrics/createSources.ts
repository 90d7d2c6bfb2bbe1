import type {
  AccessibleCluster,
  ClusterAccess,
  MetricsSource,
} from '@modelfleet/backstage-plugin-model-serving-node';
import type { Clock } from '../observe';
import type { ClusterTransport } from '../transport';
import type { MetricsConfig } from './config';
import { PrometheusSource } from './prometheus';
import { ScrapeSource } from './scrape';

/** The sources of the configuration, in its order. */
export function createSources(
  { sources, names, idle }: MetricsConfig,
  deps: {
    readonly access: ClusterAccess;
    readonly clock: Clock;
    createTransport(cluster: AccessibleCluster): ClusterTransport;
  },
): MetricsSource[] {
  return sources.map(config =>
    config.type === 'prometheus'
      ? PrometheusSource.create(config, names)
      : ScrapeSource.create({ ...deps, config, names, idle }),
  );
}
