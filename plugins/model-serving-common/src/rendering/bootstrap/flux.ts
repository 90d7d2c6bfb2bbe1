import type { GitOpsTenant } from '../../gitops';
import { FLUX_TEMPLATE, fluxNames, tenantAccount } from '../delivery/flux';
import {
  commentOver,
  formatDocument,
  formatDocuments,
  newDocument,
} from '../yamlText';
import { RENDERED_KINDS } from './kinds';
import { namespacesIn, tenantsIn } from './namespaces';
import type { PlatformFacts } from './types';

/** What is applied once to a cluster, so that Flux reads its folder from then on. */
export function fluxRoot(facts: PlatformFacts, cluster: string): string {
  const { repository, folder } = facts;
  const { namespace, source } = fluxNames(repository);
  const name = `${source}-platform`;
  return formatDocuments([
    newDocument({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: source, namespace },
      spec: {
        interval: '1m',
        url: repository.url,
        ref: { branch: repository.branch },
      },
    }),
    newDocument({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name, namespace },
      spec: {
        interval: '10m',
        retryInterval: '1m',
        path: `./${folder}/flux/${cluster}`,
        prune: true,
        sourceRef: { kind: 'GitRepository', name: source },
      },
    }),
  ]);
}

/** What every service's Kustomization is made from; the platform may change it. */
export function fluxTemplate(): string {
  const document = newDocument(FLUX_TEMPLATE);
  commentOver(
    document,
    ['spec'],
    'Whatever you add here, every service that is written from then on has. Name, path,\nsource, namespace and service account are set for each service.',
  );
  return formatDocument(document);
}

/** Namespaces of a cluster's tenants, and as whom Flux applies what is theirs. */
export function fluxTenants(facts: PlatformFacts, cluster: string): string {
  const { namespace } = fluxNames(facts.repository);
  return formatDocuments([
    ...namespacesIn(facts, cluster),
    ...tenantsIn(facts, cluster).flatMap(tenant => [
      newDocument({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: tenantAccount(tenant.name), namespace },
        automountServiceAccountToken: false,
      }),
      ...tenant.namespaces.flatMap(name => access(tenant, name, namespace)),
    ]),
  ]);
}

function access(tenant: GitOpsTenant, name: string, fluxNamespace: string) {
  const role = tenantAccount(tenant.name);
  const groups = [...new Set(RENDERED_KINDS.map(({ group }) => group))];
  return [
    newDocument({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: role, namespace: name },
      rules: groups.map(group => ({
        apiGroups: [group],
        resources: RENDERED_KINDS.filter(kind => kind.group === group).map(
          ({ plural }) => plural,
        ),
        verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
      })),
    }),
    newDocument({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: role, namespace: name },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: role,
      },
      subjects: [
        { kind: 'ServiceAccount', name: role, namespace: fluxNamespace },
      ],
    }),
  ];
}
