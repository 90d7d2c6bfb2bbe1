import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  ChangeRequest,
  FleetSnapshot,
  GitOpsRepository,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetReader } from '../state';
import { checkChange } from './checkChange';
import { rejectTakenName } from './componentOwner';
import type { CheckedChange, Fleet, TenantAccess } from './Fleet';

interface Options {
  readonly reader: FleetReader;
  readonly repositories: readonly GitOpsRepository[];
  readonly catalog: CatalogService;
  readonly auth: AuthService;
}

/** The whole fleet and all that is configured, whoever asks. */
export class ConfiguredFleet implements Fleet {
  readonly #options: Options;

  static create(options: Options): ConfiguredFleet {
    return new ConfiguredFleet(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async read(): Promise<FleetSnapshot> {
    return this.#options.reader.snapshot();
  }

  async mayDiagnose(): Promise<boolean> {
    return true;
  }

  async tenants(): Promise<readonly TenantAccess[]> {
    return this.#options.repositories.flatMap(repository =>
      repository.tenants.map(tenant => ({ repository, tenant })),
    );
  }

  async checkChange(request: ChangeRequest): Promise<CheckedChange> {
    const change = checkChange(request, this.#options.repositories);
    await rejectTakenName(change, this.#options);
    return change;
  }
}
