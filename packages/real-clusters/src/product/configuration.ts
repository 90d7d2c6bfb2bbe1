import fs from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';

const OWNER = 'group:default/chat-team';

/** A cluster as the Kubernetes plugin is told of it. */
export interface ConfiguredCluster {
  readonly name: string;
  readonly url: string;
  readonly caFile: string;
  readonly tokenFile: string;
}

function entities(clusters: readonly ConfiguredCluster[]): unknown[] {
  return [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'chat-team' },
      spec: { type: 'team', children: [] },
    },
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: 'guest' },
      spec: { memberOf: ['chat-team'] },
    },
    ...clusters.map(({ name }) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name },
      spec: { type: 'kubernetes-cluster', owner: OWNER },
    })),
    {
      apiVersion: 'modelfleet.dev/v1alpha1',
      kind: 'Model',
      metadata: { name: 'tested' },
      spec: {
        type: 'llm',
        lifecycle: 'experimental',
        owner: OWNER,
        task: 'text-generation',
        license: 'Apache-2.0',
        artifacts: [
          {
            name: 'bf16',
            uri: 'hf://example/tested',
            format: 'safetensors',
          },
        ],
      },
    },
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'chat' },
      spec: {
        type: 'inference-service',
        lifecycle: 'experimental',
        owner: OWNER,
        dependsOn: [
          'model:default/tested',
          ...clusters.map(({ name }) => `resource:default/${name}`),
        ],
      },
    },
  ];
}

/** Writes what the backend is started with; returns the configuration's path. */
export async function writeConfiguration(
  directory: string,
  port: number,
  clusters: readonly ConfiguredCluster[],
  metrics?: unknown,
): Promise<string> {
  const catalogFile = path.join(directory, 'entities.yaml');
  await fs.writeFile(
    catalogFile,
    entities(clusters)
      .map(entity => stringify(entity))
      .join('---\n'),
  );
  const file = path.join(directory, 'app-config.yaml');
  await fs.writeFile(
    file,
    stringify({
      app: { baseUrl: `http://127.0.0.1:${port}` },
      backend: {
        baseUrl: `http://127.0.0.1:${port}`,
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
            clusters: clusters.map(cluster => ({
              name: cluster.name,
              url: cluster.url,
              caFile: cluster.caFile,
              authProvider: 'tokenFile',
              authMetadata: { 'kubernetes.io/token-file': cluster.tokenFile },
            })),
          },
        ],
      },
      modelServing: {
        ...(metrics !== undefined && { metrics }),
        gitops: {
          repositories: [
            {
              id: 'fleet',
              // Nothing is written in these tests.
              url: 'http://127.0.0.1:9/fleet.git',
              branch: 'main',
              root: 'fleet',
              delivery: 'argocd',
              directPush: true,
              clusters: clusters.map(({ name }) => name),
              tenants: [{ name: 'chat', owner: OWNER, namespaces: ['chat'] }],
            },
          ],
        },
      },
    }),
  );
  return file;
}
