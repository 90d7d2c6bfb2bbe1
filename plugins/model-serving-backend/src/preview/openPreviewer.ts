import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  DefaultGitOpsRepositoryClient,
  type ClusterAccess,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { readPrices } from '../metrics/config/readPrices';
import { systemClock } from '../observe';
import type { Fleet } from '../service';
import type { FleetReader } from '../state';
import { HttpClusterTransport } from '../transport';
import {
  ClusterSchemas,
  DatabaseSchemaStore,
  DEFAULT_VALIDATE_SETTINGS,
  FileValidation,
} from '../validate';
import { ChangePreviewer } from './ChangePreviewer';
import { PresentServices } from './PresentServices';
import { Rooms } from './Rooms';

/** What looks at services in Git, of the plugin's own clusters, repositories and database. */
export async function openPreviewer(deps: {
  readonly access: ClusterAccess;
  readonly catalog: CatalogService;
  readonly config: Config;
  /** Its tables are there. */
  readonly database: DatabaseService;
  readonly fleet: Fleet;
  readonly logger: LoggerService;
  readonly reader: FleetReader;
}): Promise<{
  previewer: ChangePreviewer;
  services: PresentServices;
  rooms: Rooms;
}> {
  const { access, config, logger } = deps;
  const schemas = ClusterSchemas.create({
    access,
    store: DatabaseSchemaStore.create(await deps.database.getClient()),
    clock: systemClock,
    logger,
    settings: DEFAULT_VALIDATE_SETTINGS,
    createTransport: cluster =>
      HttpClusterTransport.create({ cluster, access }),
  });
  const clientOf = (repository: GitOpsRepository) =>
    DefaultGitOpsRepositoryClient.fromConfig(config, { repository });
  return {
    rooms: Rooms.create(deps),
    services: PresentServices.create({ ...deps, clientOf }),
    previewer: ChangePreviewer.create({
      ...deps,
      prices: readPrices(config),
      validation: FileValidation.create(schemas),
      clientOf,
    }),
  };
}
