import type { ModelEntityV1alpha1 } from '@modelfleet/backstage-plugin-model-serving-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { templateRouteRef } from '../routes';

/** The template that deploys a model, as the examples register it. */
export const DEPLOY_TEMPLATE = {
  namespace: 'default',
  templateName: 'deploy-model',
};

/**
 * Where the wizard starts with a model filled in; absent when the app has no
 * scaffolder.
 */
export function useDeployHref(): (
  model: ModelEntityV1alpha1,
) => string | undefined {
  const templateLink = useRouteRef(templateRouteRef);
  return model => {
    if (!templateLink) {
      return undefined;
    }
    const variant = model.spec.artifacts[0]?.name;
    const formData = JSON.stringify({
      model: { model: stringifyEntityRef(model), ...(variant && { variant }) },
    });
    const query = new URLSearchParams({ formData });
    return `${templateLink(DEPLOY_TEMPLATE)}?${query}`;
  };
}
