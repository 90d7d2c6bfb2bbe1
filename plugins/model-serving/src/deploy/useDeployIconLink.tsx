import { useEntity } from '@backstage/plugin-catalog-react';
import { isModelEntity } from '@modelfleet/backstage-plugin-model-serving-common';
import { RiRocketLine } from '@remixicon/react';
import { useDeployHref } from './useDeployHref';

/** The link in the header of the *About* card of a Model. */
export function useDeployIconLink() {
  const { entity } = useEntity();
  const deployHref = useDeployHref();
  const href = isModelEntity(entity) ? deployHref(entity) : undefined;
  return {
    label: 'Deploy',
    title:
      href === undefined
        ? 'This app has no scaffolder'
        : 'Deploy this model to one or more clusters',
    icon: <RiRocketLine />,
    disabled: href === undefined,
    ...(href !== undefined && { href }),
  };
}
