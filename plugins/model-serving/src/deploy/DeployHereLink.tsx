import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  lastKnown,
  useClusters,
  useTenants,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { ButtonLink } from '@backstage/ui';
import { RiRocketLine } from '@remixicon/react';
import { templateRouteRef } from '../routes';
import { DEPLOY_TEMPLATE } from './useDeployHref';

/**
 * Opens the wizard with a cluster chosen; nothing for those who may deploy
 * nothing there, or where the app has no scaffolder.
 */
export function DeployHereLink({ cluster }: { cluster: string }) {
  const templateLink = useRouteRef(templateRouteRef);
  const tenants = useTenants();
  const clusters = useClusters();
  const mayDeploy = lastKnown(tenants.state)?.data.items.some(
    tenant => tenant.mayChange && tenant.clusters.includes(cluster),
  );
  const gpus =
    lastKnown(clusters.state)?.data.items.find(({ name }) => name === cluster)
      ?.gpus ?? [];
  const [freest] = [...gpus].sort((a, b) => b.free - a.free);
  if (!templateLink || !mayDeploy || !freest) {
    return null;
  }
  const formData = JSON.stringify({
    placements: [
      { cluster, product: freest.product, replicas: 1, gpusPerReplica: 1 },
    ],
  });
  return (
    <ButtonLink
      href={`${templateLink(DEPLOY_TEMPLATE)}?${new URLSearchParams({
        formData,
      })}`}
      size="small"
      variant="secondary"
      iconStart={<RiRocketLine aria-hidden />}
    >
      Deploy a model here
    </ButtonLink>
  );
}
