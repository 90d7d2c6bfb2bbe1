import { InputError, isError } from '@backstage/errors';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  appliedRevisions,
  MODELFLEET_ANNOTATIONS,
  readWaves,
  rolloutsSteps,
  servicePath,
  wavePlanView,
  type GitOpsRepository,
  type GitOpsTenant,
  type ServiceFiles,
  type ViewRequest,
  type WavesView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { inSteps } from '../inSteps';
import { serviceRefOf } from '../service/componentOwner';
import { digest, PlanFiles } from './PlanFiles';

interface Options {
  readonly repositories: readonly GitOpsRepository[];
  filesOf(repository: GitOpsRepository): PlanFiles;
}

/** Where a Component comes from, by configuration. */
interface Origin {
  readonly repository: GitOpsRepository;
  readonly tenant: GitOpsTenant;
  readonly service: string;
  readonly folder: string;
}

/** Whether the caller may change a service, and why not. */
export interface MayChange {
  (change: {
    readonly repository: string;
    readonly tenant: string;
    readonly service: string;
    readonly namespace?: string;
    readonly clusters: readonly string[];
  }): Promise<unknown>;
}

/** How far the changes of services are that go in waves. */
export class WavePlans {
  readonly #repositories: readonly GitOpsRepository[];
  readonly #files: ReadonlyMap<string, PlanFiles>;

  static create({ repositories, filesOf }: Options): WavePlans {
    return new WavePlans(
      repositories,
      new Map(
        repositories.map(repository => [repository.id, filesOf(repository)]),
      ),
    );
  }

  private constructor(
    repositories: readonly GitOpsRepository[],
    files: ReadonlyMap<string, PlanFiles>,
  ) {
    this.#repositories = repositories;
    this.#files = files;
  }

  /**
   * @param request - As far as the caller may see.
   * @throws InputError for an entity that is no Component, ConflictError for
   * a plan that is not as it was written, and what reading the repository
   * throws.
   */
  async view(request: ViewRequest, mayChange: MayChange): Promise<WavesView> {
    const { fleet, entity } = request;
    if (entity.kind.toLocaleLowerCase('en-US') !== 'component') {
      throw new InputError(
        `${stringifyEntityRef(
          entity,
        )} is no service, and only these change in waves`,
      );
    }
    const none: WavesView = {
      version: fleet.version,
      entityRef: stringifyEntityRef(entity),
    };
    const origin = originOf(entity, this.#repositories);
    const source = origin && this.#files.get(origin.repository.id);
    if (!origin || !source) {
      return none;
    }
    const found = await source.read(origin.folder);
    const progress = found && readWaves(found.files);
    if (!found || !progress) {
      return none;
    }
    const { commit, files, readAt } = found;
    const { items: rollouts } = await inSteps(rolloutsSteps(request));
    const applied = new Map<string, ServiceFiles | string>();
    for (const revision of appliedRevisions({ progress, rollouts, commit })) {
      applied.set(revision, await source.at(origin.folder, revision));
    }
    const plan = wavePlanView({
      progress,
      files,
      commit,
      rollouts,
      clusters: fleet.clusters.map(({ cluster }) => cluster),
      applied,
      digest,
    });
    const refusal = await refusalOf(mayChange, {
      repository: origin.repository.id,
      tenant: origin.tenant.name,
      service: origin.service,
      ...(plan.namespace === undefined ? {} : { namespace: plan.namespace }),
      clusters:
        plan.next?.clusters.map(({ cluster }) => cluster) ??
        progress.plan.waves.flat(),
    });
    return {
      ...none,
      plan: {
        ...plan,
        repository: origin.repository.id,
        branch: origin.repository.branch,
        directPush: origin.repository.directPush,
        tenant: origin.tenant.name,
        service: origin.service,
        commit,
        readAt: readAt.toISOString(),
        mayChange: refusal === undefined,
        ...(refusal === undefined ? {} : { refusal }),
      },
    };
  }
}

async function refusalOf(
  mayChange: MayChange,
  change: Parameters<MayChange>[0],
): Promise<string | undefined> {
  try {
    await mayChange(change);
    return undefined;
  } catch (error) {
    const refusals = ['NotAllowedError', 'InputError', 'ConflictError'];
    if (isError(error) && refusals.includes(error.name)) {
      return error.message;
    }
    throw error;
  }
}

function originOf(
  entity: Entity,
  repositories: readonly GitOpsRepository[],
): Origin | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const id = annotations[MODELFLEET_ANNOTATIONS.repository];
  const folder = annotations[MODELFLEET_ANNOTATIONS.path]?.replace(/\/+$/, '');
  const repository = repositories.find(known => known.id === id);
  const service = folder?.split('/').at(-1);
  const tenant = repository?.tenants.find(
    ({ name }) =>
      service !== undefined &&
      servicePath(repository.root, name, service) === folder,
  );
  // Whoever registers a Component can say that it is from any folder, but has
  // no name that the one from there has.
  const isNamedSo =
    service !== undefined &&
    stringifyEntityRef(entity) === serviceRefOf(service);
  return repository && tenant && service && folder && isNamedSo
    ? { repository, tenant, service, folder }
    : undefined;
}
