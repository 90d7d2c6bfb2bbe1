import { useEntity } from '@backstage/plugin-catalog-react';
import {
  useChangeLink,
  type ChangeLink,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { RiEdit2Line } from '@remixicon/react';

/** The link in the header of the *About* card of an inference service. */
export function useChangeIconLink() {
  const { entity } = useEntity();
  const link = useChangeLink(entity);
  return {
    label: 'Change',
    title: titleOf(link),
    icon: <RiEdit2Line />,
    disabled: link.status !== 'allowed',
    ...(link.status === 'allowed' && { href: link.href }),
  };
}

function titleOf(link: ChangeLink): string {
  switch (link.status) {
    case 'allowed':
      return 'Change clusters, replicas, GPUs, model or how it is operated';
    case 'refused':
      return link.reason;
    default:
      return 'Only services in a configured Git repository can be changed here';
  }
}
