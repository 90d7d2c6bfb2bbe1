import type { PresentService } from '@modelfleet/backstage-plugin-model-serving-common';
import type { Form } from './deploy';

/** What the wizard sends for a service as it is, as its page fills it in. */
export function changeFormData({
  request,
  repository,
  fingerprint,
}: PresentService): Form & { readonly change: object } {
  const { tenant, service, namespace, model = '', variant } = request;
  const { operations, placements } = request;
  return {
    change: { tenant, service, repository: repository.id, fingerprint },
    service,
    tenant: { tenant, repository: repository.id, namespace },
    model: { model, ...(variant && { variant }) },
    placements,
    ...(operations && { operations }),
  };
}
