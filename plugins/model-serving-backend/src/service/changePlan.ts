import { NotAllowedError } from '@backstage/errors';
import {
  clusterSummary,
  platformChoices,
  servicePath,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ChangePlan,
  ClusterSummary,
  FleetSnapshot,
  GitOpsRepository,
  Repository,
  Tenant,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { serviceRefOf } from './componentOwner';
import type { CheckedChange, TenantAccess } from './Fleet';

/**
 * Where an allowed change is written, and how its clusters are. A cluster that
 * is away is no obstacle, Git waits for it, but it is said.
 *
 * @param visible - the fleet as the caller may see it.
 * @param all - every cluster that is known, to tell hidden from unknown.
 */
export function changePlan(
  change: CheckedChange,
  visible: FleetSnapshot,
  all: FleetSnapshot,
): ChangePlan {
  const { repository, tenant, service } = change;
  return {
    repository: repositoryView(repository),
    tenant: tenant.name,
    owner: tenant.owner,
    service,
    serviceRef: serviceRefOf(service),
    namespace: change.namespace,
    path: servicePath(repository.root, tenant.name, service),
    clusters: change.clusters.map(name => summaryOf(name, visible, all)),
  };
}

/** A tenant as the API shows it. */
export function tenantView(access: TenantAccess): Tenant {
  const { repository, tenant, refusal } = access;
  return {
    name: tenant.name,
    owner: tenant.owner,
    repository: repositoryView(repository),
    namespaces: [...tenant.namespaces],
    clusters: [...tenant.clusters],
    mayChange: refusal === undefined,
    ...(refusal && { reason: refusal }),
    choices: platformChoices(repository.platform),
  };
}

/** A repository as the API shows it. */
export function repositoryView(repository: GitOpsRepository): Repository {
  const { id, url, branch, root, delivery, directPush } = repository;
  return { id, url, branch, root, delivery, directPush };
}

function summaryOf(
  name: string,
  visible: FleetSnapshot,
  all: FleetSnapshot,
): ClusterSummary {
  const find = ({ clusters }: FleetSnapshot) =>
    clusters.find(({ cluster }) => cluster.name === name);
  const snapshot = find(visible);
  if (snapshot) {
    return clusterSummary(snapshot);
  }
  if (find(all)) {
    throw new NotAllowedError(
      `You may not see cluster ${name}. Ask for the permission model-serving.cluster.read.`,
    );
  }
  return {
    name,
    title: name,
    simulated: false,
    state: {
      status: 'unsupported',
      reason: `The Kubernetes plugin has no cluster '${name}', so what becomes of the change there cannot be observed.`,
    },
  };
}
