import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import express from 'express';
import type { Request, Router } from 'express';
import {
  clusterDoctorView,
  clustersSteps,
  doctorView,
  gpuHoldersView,
  gpusSteps,
  ViewMemory,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  AcceleratorRule,
  AdapterRegistry,
  ChangePlan,
  ChangeRequest,
  FleetSnapshot,
  GitOpsRepository,
  ObservedRecord,
  Projection,
  RolloutsQuestion,
  TenantsView,
  WorkloadsQuery,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { spec } from '../schema/openapi.generated';
import type { EntitiesByRefs } from '../recent';
import { addMetricsRoutes, type MetricsViews } from '../metrics';
import type { FleetReader } from '../state';
import { addWaveRoutes, type WavePlans } from '../waves';
import { answer } from './answer';
import { audited, auditedRefusal } from './audited';
import { changePlan, tenantView } from './changePlan';
import { Bodies, createBody } from './Bodies';
import type { CatalogReader } from './CatalogReader';
import { EntityReader } from './EntityReader';
import { inSteps } from '../inSteps';
import { overviewsBody, parseEntityRefs } from './overviews';
import { RolloutBodies } from './RolloutBodies';
import { normalizedFilter, workloadsPage } from './workloads';
import type { Fleet, FleetOptions } from './Fleet';

export interface RouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
  readonly catalog: EntitiesByRefs;
  /** All that workloads can belong to. */
  readonly catalogued: CatalogReader;
  readonly fleet: Fleet;
  /** Unfiltered; only to tell what is hidden from what does not exist. */
  readonly reader: FleetReader;
  readonly repositories: readonly GitOpsRepository[];
  /** The kinds that are judged, those of modules too. */
  readonly adapters: AdapterRegistry;
  /** The kinds that are observed. */
  readonly projections: readonly Projection<ObservedRecord>[];
  /** Which resources of nodes are accelerators. */
  readonly accelerators: readonly AcceleratorRule[];
  readonly metrics: MetricsViews;
  /** Changes of services that go in waves. */
  readonly waves: WavePlans;
  /** When browsers were last told that the fleet changed; ms since 1970. */
  readonly toldAt: () => number;
}

/** A thousand names of 253 characters. */
const MAX_BODY = '512kb';

/** Those of a few users' tables; each is a few hundred bytes. */
const KEPT_OVERVIEWS = 2_000;

type EntityPath = { kind: string; namespace: string; name: string };

/** The HTTP API of `openapi.yaml`; requests are checked against it. */
export function createRouter(options: RouterOptions): Router {
  const { fleet, httpAuth, catalog, catalogued } = options;
  const { repositories, adapters, accelerators, projections } = options;
  const router = createSpecRouter();
  const entities = EntityReader.create(catalog);
  const { toldAt } = options;
  const bodies = Bodies.create({ toldAt });
  const overviews = Bodies.create({ toldAt, capacity: KEPT_OVERVIEWS });
  const rollouts = RolloutBodies.create({ bodies, toldAt });
  const memory = ViewMemory.create();
  const known = { repositories, adapters, accelerators, memory };
  const examined = {
    projections,
    metricsSources: (cluster: string) => options.metrics.sourcesOf(cluster),
  };

  async function caller<P, A, B, Q>(request: Request<P, A, B, Q>) {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    return { credentials };
  }

  function visible<P, A, B, Q>(
    request: Request<P, A, B, Q>,
    on: FleetOptions,
  ): Promise<FleetSnapshot> {
    return auditedRefusal(options.auditor, request, () => fleet.read(on));
  }

  router.get('/clusters', async (request, response) => {
    const snapshot = await visible(request, await caller(request));
    const body = await bodies.of('clusters', snapshot, undefined, () =>
      clustersSteps(snapshot, accelerators, memory),
    );
    await answer(request, response, body);
  });

  async function viewed<B, Q>(request: Request<EntityPath, unknown, B, Q>) {
    const on = await caller(request);
    const reading = entities.read(request.params, on);
    // Whether they may see the fleet is said first, whatever else is.
    reading.catch(() => undefined);
    const snapshot = await visible(request, on);
    return { snapshot, about: await reading };
  }

  router.get(
    '/entities/:kind/:namespace/:name/rollouts',
    async (
      request: Request<EntityPath, unknown, unknown, RolloutsQuestion>,
      response,
    ) => {
      const { snapshot, about } = await viewed(request);
      const body = await rollouts.of(request.query, snapshot, about, known);
      await answer(request, response, body);
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/gpus',
    async (request: Request<EntityPath>, response) => {
      const { snapshot, about } = await viewed(request);
      const body = await bodies.of('gpus', snapshot, about, () =>
        gpusSteps({ ...about, fleet: snapshot, ...known }),
      );
      await answer(request, response, body);
    },
  );

  addMetricsRoutes(router, {
    views: options.metrics,
    known,
    visible: async request => visible(request, await caller(request)),
    viewed,
  });

  addWaveRoutes(router, {
    plans: options.waves,
    known,
    viewed,
    checkChange: async (change, request) =>
      fleet.checkChange(change, await caller(request)),
  });

  router.get(
    '/overviews',
    async (
      request: Request<{}, unknown, unknown, { entityRef: string[] }>,
      response,
    ) => {
      const on = await caller(request);
      const refs = parseEntityRefs(request.query.entityRef, 'entityRef');
      const reading = entities.readAll(refs, on);
      reading.catch(() => undefined);
      const snapshot = await visible(request, on);
      const body = await overviewsBody(refs, await reading, snapshot, {
        bodies: overviews,
        view: known,
      });
      await answer(request, response, body);
    },
  );

  router.get(
    '/workloads',
    async (
      request: Request<{}, unknown, unknown, WorkloadsQuery>,
      response,
    ) => {
      const on = await caller(request);
      const query = normalizedFilter(request.query);
      const reading = catalogued.read(on);
      reading.catch(() => undefined);
      const snapshot = await visible(request, on);
      const page = await workloadsPage(query, {
        ...(await reading),
        fleet: snapshot,
        ...known,
      });
      await answer(request, response, createBody(page));
    },
  );

  router.get('/gpu-holders', async (request, response) => {
    const on = await caller(request);
    const reading = catalogued.read(on);
    reading.catch(() => undefined);
    const snapshot = await visible(request, on);
    const view = await inSteps(
      gpuHoldersView({ ...(await reading), fleet: snapshot, ...known }),
    );
    await answer(request, response, createBody(view));
  });

  router.get('/doctor', async (request, response) => {
    const on = await caller(request);
    const [snapshot, mayReadDetails] = await Promise.all([
      visible(request, on),
      fleet.mayDiagnose(on),
    ]);
    const view = doctorView(snapshot, { ...examined, mayReadDetails });
    await answer(request, response, createBody(view));
  });

  router.get(
    '/doctor/:cluster',
    async (request: Request<{ cluster: string }>, response) => {
      const { cluster } = request.params;
      const on = await caller(request);
      const [snapshot, mayReadDetails] = await Promise.all([
        visible(request, on),
        fleet.mayDiagnose(on),
      ]);
      const view = clusterDoctorView(snapshot, cluster, {
        ...examined,
        mayReadDetails,
      });
      if (!view) {
        throw new NotFoundError(
          `There is no cluster '${cluster}', or you may not see it`,
        );
      }
      await answer(request, response, createBody(view));
    },
  );

  router.get('/tenants', async (request, response) => {
    const tenants = await fleet.tenants(await caller(request));
    const view: TenantsView = { items: tenants.map(tenantView) };
    await answer(request, response, createBody(view));
  });

  router.post(
    '/changes',
    async (request: Request<{}, ChangePlan, ChangeRequest>, response) => {
      const on = await caller(request);
      const plan = await audited(options.auditor, request, async () => {
        const change = await fleet.checkChange(request.body, on);
        const seen = await fleet.read(on);
        return changePlan(change, seen, options.reader.snapshot());
      });
      response.set('Cache-Control', 'no-store').json(plan);
    },
  );

  return router;
}

/**
 * The document's literal type is more than the compiler follows, so that the
 * router is used as a plain one; what it gets is checked against the document
 * when it runs, and handlers are typed by what is generated from it.
 */
function createSpecRouter(): Router {
  const router: unknown = createValidatedOpenApiRouterFromGeneratedEndpointMap(
    spec as never,
    { middleware: [express.json({ limit: MAX_BODY })] },
  );
  return router as Router;
}
