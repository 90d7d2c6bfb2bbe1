import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Request } from 'express';
import type { ChangeRequest } from '@modelfleet/backstage-plugin-model-serving-common';

/** Leaves a trace of who wanted to change what, and whether they might. */
export async function audited<T>(
  auditor: AuditorService,
  request: Request<{}, T, ChangeRequest>,
  work: () => Promise<T>,
): Promise<T> {
  const { tenant, service, clusters, namespace } = request.body;
  const event = await auditor.createEvent({
    eventId: 'service-change-plan',
    severityLevel: 'medium',
    request,
    meta: { tenant, service, clusters, ...(namespace && { namespace }) },
  });
  try {
    const result = await work();
    await event.success();
    return result;
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
}

/** Leaves a trace of who wanted to read what they may not. */
export async function auditedRefusal<T>(
  auditor: AuditorService,
  request: AuditorServiceCreateEventOptions['request'],
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const failure = toError(error);
    if (failure.name === 'NotAllowedError') {
      const event = await auditor.createEvent({
        eventId: 'fleet-read',
        severityLevel: 'medium',
        ...(request && { request }),
      });
      await event.fail({ error: failure });
    }
    throw error;
  }
}
