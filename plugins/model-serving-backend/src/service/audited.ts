import type { AuditorService } from '@backstage/backend-plugin-api';
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
