import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  MODELFLEET_ANNOTATIONS,
  servicePath,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { lastKnown, useTenants } from '../live';
import { changeServiceRouteRef } from './changeRouteRef';

/** Whether, and where, the user can change a service. @public */
export type ChangeLink =
  /** It is not from a configured repository, or that is not known yet. */
  | { readonly status: 'none' }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'allowed'; readonly href: string };

/** The part of a Component that says where its files are. @public */
export interface ServiceComponent {
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/**
 * Where the wizard begins with what a service asks for at present.
 *
 * @param entity - Its Component; nothing while there is none.
 * @public
 */
export function useChangeLink(
  entity: ServiceComponent | undefined,
): ChangeLink {
  const link = useRouteRef(changeServiceRouteRef);
  const { state } = useTenants();
  const { name = '', annotations = {} } = entity?.metadata ?? {};
  const repository = annotations[MODELFLEET_ANNOTATIONS.repository];
  const path = annotations[MODELFLEET_ANNOTATIONS.path];
  const tenant = lastKnown(state)?.data.items.find(
    candidate =>
      candidate.repository.id === repository &&
      servicePath(candidate.repository.root, candidate.name, name) === path,
  );
  if (!tenant) {
    return { status: 'none' };
  }
  if (!tenant.mayChange) {
    return {
      status: 'refused',
      reason: tenant.reason ?? `You may not change services of ${tenant.name}.`,
    };
  }
  if (!link) {
    return { status: 'none' };
  }
  const query = new URLSearchParams({ repository: tenant.repository.id });
  return {
    status: 'allowed',
    href: `${link({ tenant: tenant.name, service: name })}?${query}`,
  };
}
