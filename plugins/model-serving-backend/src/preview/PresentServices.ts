import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  parseService,
  readRequest,
  servedModelRef,
  servicePath,
  type GitOpsRepository,
  type PresentService,
  type ServiceFiles,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  fingerprintOf,
  type GitOpsRepositoryClient,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { repositoryView } from '../service/changePlan';
import { serviceRefOf } from '../service/componentOwner';
import type { CheckedChange, Fleet } from '../service';
import type { PreviewCall } from './ChangePreviewer';
import { isRefusal } from './isRefusal';
import { readFolder } from './readFolder';

interface Options {
  readonly fleet: Pick<Fleet, 'checkChange'>;
  readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
  clientOf(repository: GitOpsRepository): GitOpsRepositoryClient;
}

/** Which service, as far as a person has to say it. */
export interface ServiceName {
  readonly tenant: string;
  readonly service: string;
  readonly repository?: string;
}

/** Reads back what services ask for, for those who may change them. */
export class PresentServices {
  readonly #options: Options;

  static create(options: Options): PresentServices {
    return new PresentServices(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /**
   * @throws NotAllowedError for those who may not change it, NotFoundError
   * when the repository has no such service.
   */
  async read(name: ServiceName, call: PreviewCall): Promise<PresentService> {
    const { fleet, clientOf } = this.#options;
    const { credentials, signal } = call;
    const change = await fleet.checkChange(
      { ...name, clusters: [] },
      { credentials },
    );
    const { repository, tenant, service } = change;
    const path = servicePath(repository.root, tenant.name, service);
    const { commit, files } = await readFolder(
      clientOf(repository),
      path,
      signal,
    );
    if (files.size === 0) {
      throw new NotFoundError(
        `The repository ${repository.id} has no service '${service}' of tenant ${tenant.name}: there is nothing in ${path}`,
      );
    }
    const modelRef = servedModelRef(files);
    const { request, notes, rewritten, problem } = readRequest(files, {
      place: { service, tenant: tenant.name, owner: tenant.owner },
      platform: repository.platform,
      model: modelRef ? await this.#model(modelRef, call) : undefined,
      refused: await this.#refused(change, files, call),
    });
    return {
      repository: repositoryView(repository),
      owner: tenant.owner,
      serviceRef: serviceRefOf(service),
      path,
      commit,
      fingerprint: fingerprintOf(files),
      request: {
        ...request,
        namespace: request.namespace || change.namespace,
      },
      notes: notes.map(note => ({ ...note, path: `${path}/${note.path}` })),
      rewritten: rewritten.map(file => `${path}/${file}`),
      ...(problem && { problem }),
    };
  }

  async #model(modelRef: string, { credentials }: PreviewCall) {
    return this.#options.catalog.getEntityByRef(modelRef, { credentials });
  }

  /** Clusters that the service has and that the caller may not change. */
  async #refused(
    { repository, tenant, service }: CheckedChange,
    files: ServiceFiles,
    { credentials }: PreviewCall,
  ): Promise<ReadonlyMap<string, string>> {
    const refused = new Map<string, string>();
    for (const { cluster, namespace } of parseService(files).placements) {
      try {
        await this.#options.fleet.checkChange(
          {
            repository: repository.id,
            tenant: tenant.name,
            service,
            ...(namespace ? { namespace } : {}),
            clusters: [cluster],
          },
          { credentials },
        );
      } catch (error) {
        if (!isRefusal(error)) {
          throw error;
        }
        refused.set(cluster, error.message);
      }
    }
    return refused;
  }
}
