import fs from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import {
  GROUP_SIZE,
  groupService,
  NAMESPACE_NAMES,
  VIEWED_SERVICE,
} from '../fleet/contents';
import { modelUri, type ServiceIdentity } from '../fleet/serving';
import type { FleetReady } from '../fleet/messages';

const OWNER = 'group:default/bench-team';

export function clusterName(index: number): string {
  return `cluster-${String(index).padStart(4, '0')}`;
}

/** Writes what the backend is started with; returns the configuration's path. */
export async function writeConfiguration(
  directory: string,
  port: number,
  { urls, certificate }: FleetReady,
  storeUrl?: string,
): Promise<string> {
  const names = urls.map((_, index) => clusterName(index));
  const catalogFile = path.join(directory, 'entities.yaml');
  await fs.writeFile(
    catalogFile,
    entities(names)
      .map(entity => stringify(entity))
      .join('---\n'),
  );
  const file = path.join(directory, 'app-config.yaml');
  const baseUrl = `http://127.0.0.1:${port}`;
  await fs.writeFile(
    file,
    stringify({
      app: { baseUrl },
      backend: {
        baseUrl,
        listen: { host: '127.0.0.1', port },
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      auth: {
        environment: 'development',
        providers: {
          guest: {
            userEntityRef: 'user:default/guest',
            ownershipEntityRefs: [OWNER],
            dangerouslyAllowOutsideDevelopment: true,
          },
        },
      },
      permission: { enabled: true },
      catalog: {
        rules: [{ allow: ['Component', 'Group', 'Model', 'Resource', 'User'] }],
        locations: [{ type: 'file', target: catalogFile }],
      },
      kubernetes: {
        serviceLocatorMethod: { type: 'multiTenant' },
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: urls.map((url, index) => ({
              name: clusterName(index),
              url,
              ...(certificate && {
                caData: Buffer.from(certificate).toString('base64'),
              }),
              authProvider: 'serviceAccount',
              serviceAccountToken: 'bench',
            })),
          },
        ],
      },
      modelServing: {
        gitops: { repositories: [repository(names)] },
        ...(storeUrl && { metrics: metricsOf(storeUrl) }),
      },
    }),
  );
  return file;
}

/** One store for all clusters. */
function metricsOf(url: string): unknown {
  return {
    sources: [
      { id: 'store', type: 'prometheus', url, clusterLabel: 'cluster' },
    ],
  };
}

function repository(names: readonly string[]): unknown {
  return {
    id: 'fleet',
    // Nothing is written here.
    url: 'http://127.0.0.1:9/fleet.git',
    branch: 'main',
    root: 'fleet',
    delivery: 'argocd',
    directPush: false,
    clusters: names,
    tenants: [{ name: 'bench', owner: OWNER, namespaces: NAMESPACE_NAMES }],
  };
}

function entities(names: readonly string[]): unknown[] {
  return [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'bench-team' },
      spec: { type: 'team', children: [] },
    },
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: 'guest' },
      spec: { memberOf: ['bench-team'] },
    },
    ...names.map(name => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name },
      spec: { type: 'kubernetes-cluster', owner: OWNER },
    })),
    ...catalogued(VIEWED_SERVICE, names),
    ...catalogued(groupService(0), names.slice(0, GROUP_SIZE)),
  ];
}

/** Only the services that are looked at are in the catalog. */
function catalogued(
  { name, model }: ServiceIdentity,
  clusters: readonly string[],
): unknown[] {
  return [
    {
      apiVersion: 'modelfleet.dev/v1alpha1',
      kind: 'Model',
      metadata: { name: model },
      spec: {
        type: 'llm',
        lifecycle: 'experimental',
        owner: OWNER,
        task: 'text-generation',
        license: 'Apache-2.0',
        artifacts: [
          { name: 'bf16', uri: modelUri(model), format: 'safetensors' },
        ],
      },
    },
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        annotations: { 'backstage.io/kubernetes-id': name },
      },
      spec: {
        type: 'inference-service',
        lifecycle: 'experimental',
        owner: OWNER,
        dependsOn: [
          `model:default/${model}`,
          ...clusters.map(cluster => `resource:default/${cluster}`),
        ],
      },
    },
  ];
}
