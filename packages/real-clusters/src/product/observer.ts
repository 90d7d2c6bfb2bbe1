import fs from 'node:fs/promises';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { repositoryRoot } from '../binaries/repository';
import type { Cluster } from '../environment/Cluster';
import {
  kubernetesObjectSchema,
  type KubernetesObject,
} from '../kubernetes/objects';

/** The manifest that the documentation gives to users, and nothing but it. */
const DOCUMENTED_RIGHTS = path.join(repositoryRoot, 'docs/rbac.yaml');

const rulesSchema = z.array(
  z.strictObject({
    apiGroups: z.array(z.string()).default([]),
    resources: z.array(z.string()).default([]),
    nonResourceURLs: z.array(z.string()).optional(),
    verbs: z.array(z.string()),
  }),
);

/** The account that the product observes a cluster with. */
export interface Observer {
  readonly namespace: string;
  readonly name: string;
}

async function documentedObjects(): Promise<KubernetesObject[]> {
  const text = await fs.readFile(DOCUMENTED_RIGHTS, 'utf8');
  return parseAllDocuments(text).map(document =>
    kubernetesObjectSchema.parse(document.toJS()),
  );
}

/** What the documented ClusterRole gives. */
export async function documentedRules(): Promise<z.infer<typeof rulesSchema>> {
  const roles = (await documentedObjects()).filter(
    object => object.kind === 'ClusterRole',
  );
  return roles.flatMap(role => rulesSchema.parse(role.rules));
}

/** Applies the documented manifest and says which account it makes. */
export async function createObserver(cluster: Cluster): Promise<Observer> {
  const objects = await documentedObjects();
  const account = objects.find(object => object.kind === 'ServiceAccount');
  const namespace = account?.metadata.namespace;
  if (!account || !namespace) {
    throw new Error(`${DOCUMENTED_RIGHTS} makes no ServiceAccount`);
  }
  await cluster.admin.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  for (const object of objects) await cluster.admin.apply(object);
  return { namespace, name: account.metadata.name };
}

/** Takes a resource out of the documented rights, or gives it back. */
export async function changeRights(
  cluster: Cluster,
  without: string | undefined,
): Promise<void> {
  for (const object of await documentedObjects()) {
    if (object.kind !== 'ClusterRole') continue;
    const rules = rulesSchema.parse(object.rules).map(rule => ({
      ...rule,
      resources: rule.resources.filter(resource => resource !== without),
    }));
    await cluster.admin.apply({
      ...object,
      rules: rules.filter(
        rule => rule.resources.length > 0 || rule.nonResourceURLs,
      ),
    });
  }
}

/** What every account may ask for unless an administrator takes it away. */
const DEFAULT_RIGHTS = [
  'system:basic-user',
  'system:discovery',
  'system:public-info-viewer',
];

/** Leaves accounts with no rights but those that they are given, as hardened clusters do. */
export async function removeDefaultRights({ admin }: Cluster): Promise<void> {
  for (const name of DEFAULT_RIGHTS) {
    await admin.remove({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name },
    });
  }
}
