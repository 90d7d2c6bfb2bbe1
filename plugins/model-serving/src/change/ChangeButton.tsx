import type { Entity } from '@backstage/catalog-model';
import { ButtonLink } from '@backstage/ui';
import { RiEdit2Line } from '@remixicon/react';
import { useChangeLink } from '@modelfleet/backstage-plugin-model-serving-react';

/**
 * Opens the wizard with what a service asks for at present; nothing for those
 * who may not change it.
 */
export function ChangeButton({ service }: { service: Entity }) {
  const link = useChangeLink(service);
  return link.status === 'allowed' ? (
    <ButtonLink
      href={link.href}
      size="small"
      variant="secondary"
      iconStart={<RiEdit2Line aria-hidden />}
    >
      Change this service
    </ButtonLink>
  ) : null;
}
