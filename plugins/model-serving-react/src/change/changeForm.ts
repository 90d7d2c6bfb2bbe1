import type {
  PresentRequest,
  PresentService,
} from '@modelfleet/backstage-plugin-model-serving-common';

/**
 * What a form of the wizard that changes a service carries: which, and what it
 * began with.
 *
 * @public
 */
export interface ServiceChange {
  readonly tenant: string;
  readonly service: string;
  readonly repository: string;
  /** Of the files as they were read. */
  readonly fingerprint: string;
  /** What each of its clusters has. */
  readonly placements: PresentRequest['placements'];
}

/**
 * The values of the example template's form for a service as it is. What could
 * not be read back is left out.
 *
 * @public
 */
export function changeFormData(
  present: PresentService,
): Record<string, unknown> & { readonly change: ServiceChange } {
  const { repository, request, fingerprint } = present;
  const { tenant, service, namespace, model, variant, ...rest } = request;
  return {
    change: {
      tenant,
      service,
      repository: repository.id,
      fingerprint,
      placements: request.placements,
    },
    service,
    tenant: { tenant, repository: repository.id, namespace },
    ...(model && { model: { model, ...(variant && { variant }) } }),
    ...rest,
  };
}
