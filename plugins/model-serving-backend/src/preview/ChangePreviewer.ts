import { NotFoundError } from '@backstage/errors';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  afterAllWaves,
  chooseModel,
  modelRefOf,
  plannedWaves,
  renderInWaves,
  toServiceRequest,
  type AcceleratorPrices,
  type ChangePlan,
  type ChangePreview,
  type FleetSnapshot,
  type GitOpsRepository,
  type ServiceInput,
  type ValidationReport,
  type ValidationRequest,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  rejectStale,
  type GitOpsRepositoryClient,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { changePlan } from '../service/changePlan';
import type { Fleet } from '../service';
import type { FleetReader } from '../state';
import { digest } from '../waves';
import type { FileValidation } from '../validate';
import { estimateCost } from './estimateCost';
import { previewFiles } from './previewFiles';
import { replacementsFor, replacementsWritten } from './replacements';
import { readFolder } from './readFolder';

interface Options {
  readonly fleet: Fleet;
  /** Unfiltered; only to tell what is hidden from what does not exist. */
  readonly reader: FleetReader;
  readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
  readonly validation: Pick<FileValidation, 'run'>;
  /** Absent when none are configured. */
  readonly prices?: AcceleratorPrices | undefined;
  clientOf(repository: GitOpsRepository): GitOpsRepositoryClient;
}

/** On whose behalf, and for how long. */
export interface PreviewCall {
  readonly credentials: BackstageCredentials;
  readonly signal: AbortSignal;
}

/** A change that the caller may make, and the fleet as they may see it. */
interface Allowed {
  readonly plan: ChangePlan;
  readonly repository: GitOpsRepository;
  readonly visible: FleetSnapshot;
}

/** Shows what a change would write, and checks it; writes nothing. */
export class ChangePreviewer {
  readonly #options: Options;

  static create(options: Options): ChangePreviewer {
    return new ChangePreviewer(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /** Renders as the task would, over what the repository has at this moment. */
  async preview(
    input: ServiceInput,
    call: PreviewCall,
  ): Promise<ChangePreview> {
    const { credentials, signal } = call;
    const { plan, repository, visible } = await this.#allowed(
      { ...input, clusters: input.placements.map(({ cluster }) => cluster) },
      call,
    );
    const modelRef = modelRefOf(input.model);
    const entity = await this.#options.catalog.getEntityByRef(modelRef, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(
        `The catalog has no ${modelRef} that you may see; choose a Model from the list`,
      );
    }
    const model = chooseModel(entity, modelRef, input.variant);
    const request = toServiceRequest(input, plan, model, repository.platform);
    const { commit, files: existing } = await readFolder(
      this.#options.clientOf(repository),
      plan.path,
      signal,
    );
    const place = { plan, visible, request, existing };
    const rendered = renderInWaves(
      { ...request, replacements: replacementsFor(place) },
      existing,
      { waves: input.waves, digest },
    );
    // What waits for a later wave is checked as well.
    const end = afterAllWaves(rendered.files, digest);
    rejectStale(input.startedFrom, existing, rendered);
    const { prices } = this.#options;
    return {
      plan,
      commit,
      files: previewFiles(plan.path, existing, rendered),
      changedClusters: [...rendered.changedClusters],
      ...(rendered.progress && { waves: plannedWaves(rendered.progress) }),
      replacements: replacementsWritten(place, end),
      notUnderstood: rendered.notUnderstood.map(({ path, message }) => ({
        path: `${plan.path}/${path}`,
        message,
      })),
      validation: await this.#validate(plan, end, visible, signal),
      ...(prices && { cost: estimateCost(request.placements, prices) }),
    };
  }

  /** Checks files that the caller brings. */
  async validate(
    request: ValidationRequest,
    call: PreviewCall,
  ): Promise<ValidationReport> {
    const { plan, visible } = await this.#allowed(request, call);
    const files = new Map(
      request.files.map(({ path, content }) => [path, content]),
    );
    return this.#validate(plan, files, visible, call.signal);
  }

  async #allowed(
    request: Omit<ValidationRequest, 'files'>,
    { credentials }: PreviewCall,
  ): Promise<Allowed> {
    const { fleet, reader } = this.#options;
    const { repository, tenant, service, namespace, clusters } = request;
    const change = await fleet.checkChange(
      {
        ...(repository ? { repository } : {}),
        ...(namespace ? { namespace } : {}),
        tenant,
        service,
        clusters,
      },
      { credentials },
    );
    const visible = await fleet.read({ credentials });
    return {
      plan: changePlan(change, visible, reader.snapshot()),
      repository: change.repository,
      visible,
    };
  }

  async #validate(
    plan: ChangePlan,
    files: ReadonlyMap<string, string>,
    visible: FleetSnapshot,
    signal: AbortSignal,
  ): Promise<ValidationReport> {
    return this.#options.validation.run(
      {
        files,
        namespace: plan.namespace,
        clusters: plan.clusters,
        snapshotOf: name =>
          visible.clusters.find(({ cluster }) => cluster.name === name),
      },
      signal,
    );
  }
}
