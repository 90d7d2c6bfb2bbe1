import type { Request, Response, Router } from 'express';
import type {
  FleetSnapshot,
  ViewRequest,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { answer } from '../service/answer';
import { createBody, keyOf } from '../service/Bodies';
import type { ViewedEntities } from '../service/EntityReader';
import type { MetricsQuery, MetricsViews } from './MetricsViews';
import { SharedBodies } from './SharedBodies';

/** The path of an entity in the API. */
interface EntityPath {
  kind: string;
  namespace: string;
  name: string;
}

export interface MetricsRoutesOptions {
  readonly views: MetricsViews;
  /** What every view gets. */
  readonly known: Pick<
    ViewRequest,
    'repositories' | 'adapters' | 'accelerators' | 'memory'
  >;
  /** The fleet, as far as the caller may see it. */
  visible<P, B>(
    request: Request<P, unknown, B, MetricsQuery>,
  ): Promise<FleetSnapshot>;
  /** What a view of an entity is of, as far as the caller may see it. */
  viewed<B>(
    request: Request<EntityPath, unknown, B, MetricsQuery>,
  ): Promise<{ about: ViewedEntities; snapshot: FleetSnapshot }>;
}

/** Adds what the API says of metrics. */
export function addMetricsRoutes(
  router: Router,
  { views, known, visible, viewed }: MetricsRoutesOptions,
): void {
  const bodies = SharedBodies.create();

  router.get(
    '/entities/:kind/:namespace/:name/figures',
    async (
      request: Request<EntityPath, unknown, unknown, MetricsQuery>,
      response: Response,
    ) => {
      const { about, snapshot } = await viewed(request);
      const name = nameOf('figures', snapshot, request.query);
      const key = keyOf(name, snapshot, about);
      const body = await bodies.of(key, async () =>
        createBody(
          await views.figures(
            { ...about, fleet: snapshot, ...known },
            request.query,
          ),
        ),
      );
      await answer(request, response, body);
    },
  );

  router.get(
    '/gpu-activity',
    async (
      request: Request<{}, unknown, unknown, MetricsQuery>,
      response: Response,
    ) => {
      const snapshot = await visible(request);
      const name = nameOf('gpu-activity', snapshot, request.query);
      const body = await bodies.of(keyOf(name, snapshot, undefined), async () =>
        createBody(await views.gpuActivity(snapshot, request.query, known)),
      );
      await answer(request, response, body);
    },
  );
}

function nameOf(
  view: string,
  { version }: FleetSnapshot,
  { range, series = [], cluster }: MetricsQuery,
) {
  return JSON.stringify([view, version, range, [...series].sort(), cluster]);
}
