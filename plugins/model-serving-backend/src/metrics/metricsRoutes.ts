import type { Request, Response, Router } from 'express';
import type {
  FleetSnapshot,
  ViewRequest,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { answer } from '../service/answer';
import { Bodies } from '../service/Bodies';
import type { ViewedEntities } from '../service/EntityReader';
import type { MetricsQuery, MetricsViews } from './MetricsViews';

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
  const bodies = Bodies.create();

  router.get(
    '/entities/:kind/:namespace/:name/figures',
    async (
      request: Request<EntityPath, unknown, unknown, MetricsQuery>,
      response: Response,
    ) => {
      const { about, snapshot } = await viewed(request);
      const view = { ...about, fleet: snapshot, ...known };
      const prepared = await views.figures(view, request.query);
      const name = `figures ${prepared.key}`;
      const body = bodies.of(name, snapshot, about, () => prepared.make());
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
      const prepared = await views.gpuActivity(snapshot, request.query, known);
      const name = `gpu-activity ${prepared.key}`;
      const body = bodies.of(name, snapshot, undefined, () => prepared.make());
      await answer(request, response, body);
    },
  );
}
