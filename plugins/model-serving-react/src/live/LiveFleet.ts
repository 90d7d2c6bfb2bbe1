import type {
  Answer,
  ClusterDoctorView,
  ClustersView,
  DoctorView,
  EntityOverview,
  FiguresOptions,
  FiguresView,
  GpuActivityView,
  GpuHoldersView,
  GpusView,
  ModelServingApi,
  RequestOptions,
  RolloutsQuestion,
  RolloutsView,
  TenantsView,
  WavesView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { systemClock, type Clock } from './Clock';
import { Gate } from './Gate';
import { LiveQuery } from './LiveQuery';
import type { LiveState } from './LiveState';
import { OverviewBatch } from './OverviewBatch';
import { documentVisibility, type Visibility } from './Visibility';

const POLL_MS = 15_000;
const TIMEOUT_MS = 20_000;
const REQUESTS_AT_ONCE = 6;
/** Queries that nobody shows are kept this many at most, for the way back. */
const IDLE_QUERIES = 100;

/**
 * One question whose answer is kept up to date while it is shown.
 *
 * @public
 */
export interface LiveSource<T> {
  getState(): LiveState<T>;
  /** `minGapMs`: the least time between two requests made for this listener. */
  subscribe(listener: () => void, minGapMs: number): () => void;
  refresh(): void;
}

/**
 * Which figures are wanted.
 *
 * @public
 */
export type FiguresQuestion = Pick<
  FiguresOptions,
  'range' | 'series' | 'cluster'
>;

/**
 * The answers of the model-serving backend, shared by all who show them.
 *
 * @public
 */
export interface LiveFleetApi {
  /** The first rows, worst first; by default those that a card begins with. */
  rollouts(
    entityRef: string,
    question?: RolloutsQuestion,
  ): LiveSource<RolloutsView>;
  gpus(entityRef: string): LiveSource<GpusView>;
  /** How far a change of a service is that goes in waves. */
  waves(entityRef: string): LiveSource<WavesView>;
  /** Follows no signal: figures change all the time. */
  figures(
    entityRef: string,
    question?: FiguresQuestion,
  ): LiveSource<FiguresView>;
  /** How busy GPUs are; follows no signal either. */
  gpuActivity(range: GpuActivityView['range']): LiveSource<GpuActivityView>;
  /** Who takes the GPUs of each cluster. */
  gpuHolders(): LiveSource<GpuHoldersView>;
  clusters(): LiveSource<ClustersView>;
  /** In short, for the row of a table; rows are asked for together. */
  overview(entityRef: string): LiveSource<EntityOverview>;
  doctor(): LiveSource<DoctorView>;
  clusterDoctor(cluster: string): LiveSource<ClusterDoctorView>;
  tenants(): LiveSource<TenantsView>;
  /** Says which version the fleet has now, as the signal carries it. */
  announce(version: string): void;
}

/** @public */
export interface LiveFleetOptions {
  modelServingApi: ModelServingApi;
  clock?: Clock;
  visibility?: Visibility;
  /** Uniform in [0, 1). */
  random?(): number;
}

/**
 * The usual {@link LiveFleetApi}: one query for each question, created when
 * it is first asked.
 *
 * @public
 */
export class LiveFleet implements LiveFleetApi {
  readonly #api: ModelServingApi;
  readonly #shared: {
    clock: Clock;
    visibility: Visibility;
    random(): number;
    pollMs: number;
  };
  readonly #gate = Gate.create({ limit: REQUESTS_AT_ONCE });
  readonly #rollouts = new Map<string, LiveQuery<RolloutsView>>();
  readonly #waves = new Map<string, LiveQuery<WavesView>>();
  readonly #gpus = new Map<string, LiveQuery<GpusView>>();
  readonly #figures = new Map<string, LiveQuery<FiguresView>>();
  readonly #overviews = new Map<string, LiveQuery<EntityOverview>>();
  readonly #clusterDoctors = new Map<string, LiveQuery<ClusterDoctorView>>();
  readonly #gpuActivity = new Map<string, LiveQuery<GpuActivityView>>();
  readonly #gpuHolders: LiveQuery<GpuHoldersView>;
  readonly #clusters: LiveQuery<ClustersView>;
  readonly #doctor: LiveQuery<DoctorView>;
  readonly #batch: OverviewBatch;
  readonly #tenants: LiveQuery<TenantsView>;

  static create(options: LiveFleetOptions): LiveFleet {
    return new LiveFleet(options);
  }

  private constructor(options: LiveFleetOptions) {
    this.#api = options.modelServingApi;
    this.#shared = {
      clock: options.clock ?? systemClock,
      visibility: options.visibility ?? documentVisibility,
      random: options.random ?? Math.random,
      pollMs: POLL_MS,
    };
    this.#clusters = this.#versioned(request => this.#api.getClusters(request));
    this.#doctor = this.#versioned(request => this.#api.getDoctor(request));
    this.#gpuHolders = this.#versioned(request =>
      this.#api.getGpuHolders(request),
    );
    this.#batch = OverviewBatch.create({
      clock: this.#shared.clock,
      ask: (entityRefs, { signal, ...rest }) =>
        this.#ask(signal ?? new AbortController().signal, inTime =>
          this.#api.getOverviews(entityRefs, { ...rest, signal: inTime }),
        ),
    });
    this.#tenants = LiveQuery.create({
      ...this.#shared,
      fetch: request =>
        this.#ask(request.signal, async signal => ({
          status: 'changed',
          value: await this.#api.getTenants({ signal }),
        })),
      // Tenants come from configuration: no version of the fleet changes them.
      pollMs: 10 * POLL_MS,
    });
  }

  rollouts(
    entityRef: string,
    { verdict, text, limit }: RolloutsQuestion = {},
  ): LiveSource<RolloutsView> {
    const question = {
      ...(verdict && { verdict }),
      ...(text && { text }),
      ...(limit !== undefined && { limit }),
    };
    const key = JSON.stringify([entityRef, question]);
    return recall(this.#rollouts, key, () =>
      this.#versioned(request =>
        this.#api.getEntityRollouts(entityRef, { ...question, ...request }),
      ),
    );
  }

  waves(entityRef: string): LiveSource<WavesView> {
    return recall(this.#waves, entityRef, () =>
      this.#versioned(request => this.#api.getEntityWaves(entityRef, request)),
    );
  }

  gpus(entityRef: string): LiveSource<GpusView> {
    return recall(this.#gpus, entityRef, () =>
      this.#versioned(request => this.#api.getEntityGpus(entityRef, request)),
    );
  }

  figures(
    entityRef: string,
    question: FiguresQuestion = {},
  ): LiveSource<FiguresView> {
    const { range, series, cluster } = question;
    const key = JSON.stringify([entityRef, range, series, cluster]);
    return recall(this.#figures, key, () =>
      LiveQuery.create<FiguresView>({
        ...this.#shared,
        fetch: ({ signal, ...rest }) =>
          this.#ask(signal, inTime =>
            this.#api.getEntityFigures(entityRef, {
              ...rest,
              ...question,
              signal: inTime,
            }),
          ),
      }),
    );
  }

  gpuActivity(range: GpuActivityView['range']): LiveSource<GpuActivityView> {
    return recall(this.#gpuActivity, range, () =>
      LiveQuery.create<GpuActivityView>({
        ...this.#shared,
        fetch: ({ signal, ...rest }) =>
          this.#ask(signal, inTime =>
            this.#api.getGpuActivity({ ...rest, range, signal: inTime }),
          ),
      }),
    );
  }

  gpuHolders(): LiveSource<GpuHoldersView> {
    return this.#gpuHolders;
  }

  overview(entityRef: string): LiveSource<EntityOverview> {
    return recall(this.#overviews, entityRef, () =>
      LiveQuery.create<EntityOverview>({
        ...this.#shared,
        fetch: async ({ signal }) => ({
          status: 'changed',
          value: await this.#batch.read(entityRef, signal),
        }),
        versionOf: ({ version }) => version,
      }),
    );
  }

  doctor(): LiveSource<DoctorView> {
    return this.#doctor;
  }

  clusterDoctor(cluster: string): LiveSource<ClusterDoctorView> {
    return recall(this.#clusterDoctors, cluster, () =>
      this.#versioned(request => this.#api.getClusterDoctor(cluster, request)),
    );
  }

  clusters(): LiveSource<ClustersView> {
    return this.#clusters;
  }

  tenants(): LiveSource<TenantsView> {
    return this.#tenants;
  }

  announce(version: string): void {
    this.#clusters.announce(version);
    this.#doctor.announce(version);
    this.#gpuHolders.announce(version);
    for (const queries of [
      this.#rollouts,
      this.#waves,
      this.#gpus,
      this.#overviews,
      this.#clusterDoctors,
    ]) {
      for (const query of queries.values()) {
        query.announce(version);
      }
    }
  }

  #versioned<T extends { version: string }>(
    fetch: (request: RequestOptions) => Promise<Answer<T>>,
  ): LiveQuery<T> {
    return LiveQuery.create<T>({
      ...this.#shared,
      fetch: ({ signal, ...rest }) =>
        this.#ask(signal, inTime => fetch({ ...rest, signal: inTime })),
      versionOf: data => data.version,
    });
  }

  /** In turn, and for a bounded time from when its turn has come. */
  #ask<T>(
    signal: AbortSignal,
    call: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return this.#gate.run(signal, async () => {
      const timeout = new AbortController();
      const cancel = this.#shared.clock.schedule(TIMEOUT_MS, () =>
        timeout.abort(
          new Error(
            `Backstage did not answer within ${TIMEOUT_MS / 1000} seconds.`,
          ),
        ),
      );
      try {
        return await call(AbortSignal.any([signal, timeout.signal]));
      } finally {
        cancel();
      }
    });
  }
}

/** The query of a key; the least recently asked for idle ones are let go. */
function recall<T>(
  queries: Map<string, LiveQuery<T>>,
  key: string,
  create: () => LiveQuery<T>,
): LiveQuery<T> {
  const query = queries.get(key) ?? create();
  queries.delete(key);
  queries.set(key, query);
  for (const [oldKey, old] of queries) {
    if (queries.size <= IDLE_QUERIES) {
      break;
    }
    if (old !== query && !old.isActive()) {
      queries.delete(oldKey);
    }
  }
  return query;
}
