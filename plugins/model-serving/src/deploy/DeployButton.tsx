import type { ModelEntityV1alpha1 } from '@modelfleet/backstage-plugin-model-serving-common';
import { ButtonLink } from '@backstage/ui';
import { RiRocketLine } from '@remixicon/react';
import { useDeployHref } from './useDeployHref';

/** Opens the wizard for a model; nothing where the app has no scaffolder. */
export function DeployButton(props: {
  model: ModelEntityV1alpha1;
  variant?: 'primary' | 'secondary';
}) {
  const { model, variant = 'secondary' } = props;
  const href = useDeployHref()(model);
  if (href === undefined) {
    return null;
  }
  return (
    <ButtonLink
      href={href}
      size="small"
      variant={variant}
      iconStart={<RiRocketLine aria-hidden />}
    >
      Deploy this model
    </ButtonLink>
  );
}
