import { randomUUID } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  modelServingAdaptersExtensionPoint,
  modelServingMetricsExtensionPoint,
  readAccelerators,
  readClusterAliases,
  readGitOpsConfig,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { defaultClusterAccessRef } from './access';
import { AuthorizedFleet, registerPermissions } from './authorize';
import { BackgroundWork } from './BackgroundWork';
import { DEFAULT_DIAGNOSE_SETTINGS, Diagnosis } from './diagnose';
import { Extensions } from './Extensions';
import { HubObservation, readHubs, withHubAliases } from './hubs';
import {
  DEFAULT_OBSERVE_SETTINGS,
  DirectObservation,
  openThreads,
  ServiceMeter,
  systemClock,
} from './observe';
import { MetricsExtensions, openMetrics } from './metrics';
import { FleetJournal, openKeptFleet } from './persistence';
import { RecentEntities, RecentPermissions } from './recent';
import {
  CatalogReader,
  ConfiguredFleet,
  createRouter,
  withoutStack,
} from './service';
import { addPreviewRoutes, openPreviewer } from './preview';
import { publishChanges } from './signals';
import { FleetState } from './state';
import { HttpClusterTransport } from './transport';
import { openWavePlans } from './waves';

/**
 * The `model-serving` backend plugin.
 *
 * @public
 */
export const modelServingPlugin = createBackendPlugin({
  pluginId: 'model-serving',
  register(env) {
    const extensions = Extensions.create();
    env.registerExtensionPoint(modelServingAdaptersExtensionPoint, extensions);
    const metricsExtensions = MetricsExtensions.create();
    env.registerExtensionPoint(
      modelServingMetricsExtensionPoint,
      metricsExtensions,
    );
    env.registerInit({
      deps: {
        access: defaultClusterAccessRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        meters: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootLifecycle: coreServices.rootLifecycle,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { access, config, lifecycle, logger } = deps;
        const repositories = readGitOpsConfig(config);
        const accelerators = readAccelerators(config);
        const hubs = readHubs(config);
        const journal = FleetJournal.create();
        const state = FleetState.create({
          instanceId: randomUUID().slice(0, 8),
          aliases: withHubAliases(readClusterAliases(config), hubs),
          now: () => new Date(),
          changes: journal,
        });
        const reporting =
          hubs.length > 0
            ? [
                HubObservation.create({
                  hubs,
                  reader: state,
                  clock: systemClock,
                }),
              ]
            : [];
        const kept = await openKeptFleet({
          ...deps,
          state,
          journal,
          sources: [...reporting, ...extensions.sources].map(({ id }) => id),
        });
        const observing = {
          access,
          projections: extensions.projections(accelerators),
          logger,
          settings: DEFAULT_OBSERVE_SETTINGS,
          meter: ServiceMeter.create({ metrics: deps.meters, reader: state }),
        };
        const direct = DirectObservation.create({
          ...observing,
          clock: systemClock,
          random: Math.random,
          threads: openThreads(config, {
            ...observing,
            accelerators,
            added: extensions.added,
          }),
          createTransport: cluster =>
            HttpClusterTransport.create({ cluster, access }),
          remembered: cluster => state.served(cluster),
          whileOwner: (...args) => kept.whileOwner(...args),
        });
        // Seen with its age before any cluster is asked.
        await kept.load();

        const diagnosis = Diagnosis.create({
          reader: state,
          access,
          clock: systemClock,
          settings: DEFAULT_DIAGNOSE_SETTINGS,
          logger,
          createTransport: cluster =>
            HttpClusterTransport.create({ cluster, access }),
        });

        const metrics = openMetrics({
          ...deps,
          extensions: metricsExtensions,
          reader: state,
          clock: systemClock,
          createTransport: cluster =>
            HttpClusterTransport.create({ cluster, access }),
        });

        registerPermissions(deps.permissionsRegistry, {
          reader: state,
          repositories,
        });
        const fleet = AuthorizedFleet.create({
          ...deps,
          permissions: RecentPermissions.create(deps),
          repositories,
          kinds: extensions.adapters.workloads.map(({ resource }) => resource),
          fleet: ConfiguredFleet.create({
            ...deps,
            reader: diagnosis,
            repositories,
          }),
        });
        let toldAt = -Infinity;
        const router = createRouter({
          ...deps,
          toldAt: () => toldAt,
          catalog: RecentEntities.create(deps),
          catalogued: CatalogReader.create(deps),
          fleet,
          reader: state,
          repositories,
          adapters: extensions.adapters,
          projections: extensions.projections(accelerators),
          accelerators,
          metrics: metrics.views,
          waves: openWavePlans({ config, repositories }),
        });
        const changes = await openPreviewer({
          ...deps,
          fleet,
          reader: state,
        });
        addPreviewRoutes(router, { ...deps, ...changes });
        deps.httpRouter.use(router.use(withoutStack));

        const work = BackgroundWork.create(logger);
        // Not before all plugins are there: while they load, the process is too
        // busy to hear a cluster in time, and would call it unreachable.
        deps.rootLifecycle.addStartupHook(() => {
          for (const source of [direct, ...reporting, ...extensions.sources]) {
            work.start(`fleet source ${source.id}`, signal =>
              kept.runSource(source, signal),
            );
          }
          for (const source of metrics.sources()) {
            work.start(`metrics source ${source.id}`, async signal =>
              source.run?.({ signal }),
            );
          }
          work.start('store of the fleet', signal => kept.run(signal));
          work.start('diagnosis', signal => diagnosis.run(signal));
          work.start('signals', signal =>
            publishChanges(
              {
                signals: deps.signals,
                reader: diagnosis,
                clock: systemClock,
                logger,
                onTell: at => {
                  toldAt = at.getTime();
                },
              },
              signal,
            ),
          );
        });
        lifecycle.addShutdownHook(() => work.stop());
      },
    });
  },
});
