import type { Request, Response, Router } from 'express';
import type {
  ChangeRequest,
  FleetSnapshot,
  ViewRequest,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { answer } from '../service/answer';
import { createBody } from '../service/Bodies';
import type { ViewedEntities } from '../service/EntityReader';
import type { WavePlans } from './WavePlans';

interface EntityPath {
  kind: string;
  namespace: string;
  name: string;
}

export interface WaveRoutesOptions {
  readonly plans: WavePlans;
  /** What every view gets. */
  readonly known: Pick<
    ViewRequest,
    'repositories' | 'adapters' | 'accelerators' | 'memory'
  >;
  /** What a view is of, as far as the caller may see it. */
  viewed(
    request: Request<EntityPath>,
  ): Promise<{ about: ViewedEntities; snapshot: FleetSnapshot }>;
  /** Refuses what the caller may not change. */
  checkChange(
    change: ChangeRequest,
    request: Request<EntityPath>,
  ): Promise<unknown>;
}

/** Adds what the API says of changes that go in waves. */
export function addWaveRoutes(
  router: Router,
  { plans, known, viewed, checkChange }: WaveRoutesOptions,
): void {
  router.get(
    '/entities/:kind/:namespace/:name/waves',
    async (request: Request<EntityPath>, response: Response) => {
      const { about, snapshot } = await viewed(request);
      const view = await plans.view(
        { ...about, fleet: snapshot, ...known },
        change =>
          checkChange({ ...change, clusters: [...change.clusters] }, request),
      );
      await answer(request, response, createBody(view));
    },
  );
}
