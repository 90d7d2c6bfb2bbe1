import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Request, Response, Router } from 'express';
import type {
  ChangePreview,
  PresentService,
  RoomsRequest,
  RoomsView,
  ServiceInput,
  ValidationReport,
  ValidationRequest,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { ChangePreviewer } from './ChangePreviewer';
import type { PresentServices } from './PresentServices';
import type { Rooms } from './Rooms';

/** For the repository and all clusters together. */
const TIMEOUT_MS = 90_000;

/** Adds what looks at a change before it is made to the plugin's router. */
export function addPreviewRoutes(
  router: Router,
  options: {
    readonly httpAuth: HttpAuthService;
    readonly previewer: ChangePreviewer;
    readonly services: PresentServices;
    readonly rooms: Rooms;
  },
): Router {
  const { httpAuth, previewer, services, rooms } = options;

  async function callOf<P, A, B, Q>(
    request: Request<P, A, B, Q>,
    response: Response<A>,
  ) {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    return { credentials, signal: whileWaiting(response) };
  }

  router.get(
    '/services/:tenant/:service',
    async (
      request: Request<
        { tenant: string; service: string },
        PresentService,
        {},
        { repository?: string }
      >,
      response: Response<PresentService>,
    ) => {
      const call = await callOf(request, response);
      const present = await services.read(
        { ...request.params, ...request.query },
        call,
      );
      response.set('Cache-Control', 'no-store').json(present);
    },
  );

  router.post(
    '/rooms',
    async (
      request: Request<{}, RoomsView, RoomsRequest>,
      response: Response<RoomsView>,
    ) => {
      const call = await callOf(request, response);
      const view = await rooms.assess(request.body, call);
      response.set('Cache-Control', 'no-store').json(view);
    },
  );

  router.post(
    '/previews',
    async (
      request: Request<{}, ChangePreview, ServiceInput>,
      response: Response<ChangePreview>,
    ) => {
      const call = await callOf(request, response);
      const preview = await previewer.preview(request.body, call);
      response.set('Cache-Control', 'no-store').json(preview);
    },
  );

  router.post(
    '/validations',
    async (
      request: Request<{}, ValidationReport, ValidationRequest>,
      response: Response<ValidationReport>,
    ) => {
      const call = await callOf(request, response);
      const report = await previewer.validate(request.body, call);
      response.set('Cache-Control', 'no-store').json(report);
    },
  );

  return router;
}

/** Ends the work when nobody waits for its answer any more. */
function whileWaiting(response: Response): AbortSignal {
  const gone = new AbortController();
  response.on('close', () => gone.abort(new Error('The caller has gone')));
  return AbortSignal.any([gone.signal, AbortSignal.timeout(TIMEOUT_MS)]);
}
