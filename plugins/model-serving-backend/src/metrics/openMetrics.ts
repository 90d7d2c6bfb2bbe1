import type { LifecycleService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ConflictError } from '@backstage/errors';
import type {
  AccessibleCluster,
  ClusterAccess,
  MetricsSource,
} from '@modelfleet/backstage-plugin-model-serving-node';
import type { Clock } from '../observe';
import type { FleetReader } from '../state';
import type { ClusterTransport } from '../transport';
import { readMetricsConfig } from './config';
import { createSources } from './createSources';
import { FleetMetrics } from './FleetMetrics';
import type { MetricsExtensions } from './MetricsExtensions';
import { MetricsViews } from './MetricsViews';

interface Options {
  readonly config: Config;
  readonly extensions: MetricsExtensions;
  /** Of the whole fleet. */
  readonly reader: FleetReader;
  readonly access: ClusterAccess;
  readonly clock: Clock;
  readonly lifecycle: LifecycleService;
  createTransport(cluster: AccessibleCluster): ClusterTransport;
}

/** What is configured of metrics, ready to be asked. */
export interface OpenMetrics {
  readonly views: MetricsViews;
  /** Those that watch in the background, to be run by the backend. */
  sources(): readonly MetricsSource[];
}

/**
 * Reads the configuration of metrics and opens its sources.
 *
 * @throws InputError for a configuration that is not right.
 */
export function openMetrics(options: Options): OpenMetrics {
  const config = readMetricsConfig(options.config);
  const configured = createSources(config, options);
  const end = new AbortController();
  options.lifecycle.addShutdownHook(() =>
    end.abort(new Error('The backend stops')),
  );
  const sources = () => withoutTaken(configured, options.extensions.sources);
  return {
    sources,
    views: MetricsViews.create(
      FleetMetrics.create({
        sources,
        reader: options.reader,
        refreshMs: config.refreshMs,
        idle: config.idle,
        now: () => options.clock.now(),
        signal: end.signal,
      }),
      config,
    ),
  };
}

function withoutTaken(
  configured: readonly MetricsSource[],
  added: readonly MetricsSource[],
): readonly MetricsSource[] {
  for (const { id } of added) {
    if (configured.some(source => source.id === id)) {
      throw new ConflictError(
        `Configuration 'modelServing.metrics.sources' has a source '${id}', and so has a module; rename it`,
      );
    }
  }
  return [...configured, ...added];
}
