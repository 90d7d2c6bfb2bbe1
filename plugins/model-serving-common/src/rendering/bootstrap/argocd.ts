import type { GitOpsTenant } from '../../gitops';
import { commentOver, formatDocuments, newDocument } from '../yamlText';
import { RENDERED_KINDS } from './kinds';
import { below, type PlatformFacts } from './types';

const API_VERSION = 'argoproj.io/v1alpha1';

/**
 * What lets Argo CD deliver one tenant's folder: a project that says where its
 * Applications may go, and a set that makes one of each folder of a cluster.
 */
export function argocdTenant(
  facts: PlatformFacts,
  tenant: GitOpsTenant,
): string {
  const namespace = facts.platform.argocd?.namespace ?? 'argocd';
  const project = newDocument(projectOf(facts, tenant, namespace));
  commentOver(
    project,
    ['spec', 'clusterResourceWhitelist'],
    'Tenants have no say in cluster-wide objects; the platform makes namespaces.',
  );
  const set = newDocument(applicationSetOf(facts, tenant, namespace));
  commentOver(
    set,
    ['spec', 'template', 'metadata', 'name'],
    `${below(facts.repository, '')}<tenant>/<service>/clusters/<cluster>`,
  );
  return formatDocuments([project, set]);
}

function projectOf(
  { repository, platform }: PlatformFacts,
  tenant: GitOpsTenant,
  namespace: string,
) {
  return {
    apiVersion: API_VERSION,
    kind: 'AppProject',
    metadata: {
      name: tenant.name,
      namespace,
      annotations: { 'modelfleet.dev/owner': tenant.owner },
    },
    spec: {
      description: `Model services of ${tenant.owner}`,
      sourceRepos: [repository.url],
      destinations: clustersOf(repository.clusters, tenant).flatMap(cluster =>
        tenant.namespaces.map(name => ({
          name: platform.argocd?.clusterNames?.[cluster] ?? cluster,
          namespace: name,
        })),
      ),
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: RENDERED_KINDS.map(({ group, kind }) => ({
        group,
        kind,
      })),
    },
  };
}

function applicationSetOf(
  { repository, platform }: PlatformFacts,
  tenant: GitOpsTenant,
  namespace: string,
) {
  const { url, branch, root } = repository;
  const depth = root === '' ? 0 : root.split('/').length;
  const tenantName = `{{ index .path.segments ${depth} }}`;
  const service = `{{ index .path.segments ${depth + 1} }}`;
  return {
    apiVersion: API_VERSION,
    kind: 'ApplicationSet',
    metadata: { name: tenant.name, namespace },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        {
          git: {
            repoURL: url,
            revision: branch,
            requeueAfterSeconds: 30,
            // A folder of a cluster that the tenant has not becomes an
            // Application too: the project refuses it where people look.
            directories: [
              { path: below(repository, `${tenant.name}/*/clusters/*`) },
            ],
          },
        },
      ],
      template: {
        metadata: {
          name: `${tenantName}-${service}-{{ .path.basenameNormalized }}`,
          labels: {
            'modelfleet.dev/tenant': tenantName,
            'modelfleet.dev/service': service,
            'modelfleet.dev/cluster': '{{ .path.basename }}',
          },
          finalizers: ['resources-finalizer.argocd.argoproj.io'],
        },
        spec: {
          project: tenant.name,
          source: {
            repoURL: url,
            targetRevision: branch,
            path: '{{ .path.path }}',
          },
          destination: {
            name: destinationName(platform.argocd?.clusterNames ?? {}),
            namespace: tenant.namespaces[0],
          },
          syncPolicy: {
            automated: { prune: true, selfHeal: true },
            retry: {
              limit: 3,
              backoff: { duration: '5s', factor: 2, maxDuration: '1m' },
            },
          },
        },
      },
    },
  };
}

/** Folders have the names of the Kubernetes plugin; Argo CD may have others. */
function destinationName(names: Readonly<Record<string, string>>): string {
  const own = '{{ .path.basename }}';
  return Object.entries(names)
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .reduce(
      (otherwise, [cluster, name]) =>
        `{{ if eq .path.basename ${JSON.stringify(
          cluster,
        )} }}${name}{{ else }}${otherwise}{{ end }}`,
      own,
    );
}

function clustersOf(
  clusters: readonly string[],
  tenant: GitOpsTenant,
): readonly string[] {
  return tenant.clusters.length > 0 ? tenant.clusters : clusters;
}
