import type { ResourceType } from '../observed/resource';

/** One rule of a ClusterRole, as YAML. */
export function rbacRule(
  group: string,
  plurals: readonly string[],
  verbs: readonly string[] = ['get', 'list', 'watch'],
): string {
  return [
    `- apiGroups: ['${group}']`,
    `  resources: [${plurals.join(', ')}]`,
    `  verbs: [${verbs.join(', ')}]`,
  ].join('\n');
}

/** The account of whom an API server's refusal speaks. */
export function refusedAccount(message: string): string | undefined {
  return /User "([^"]+)" cannot/.exec(message)?.[1];
}

/**
 * A manifest that allows what is forbidden: one ClusterRole and its binding to
 * the account that was refused.
 */
export function rbacManifest(
  forbidden: readonly ResourceType[],
  account: string | undefined,
): string {
  const byGroup = new Map<string, string[]>();
  for (const { group, plural } of forbidden) {
    byGroup.set(group, [...(byGroup.get(group) ?? []), plural]);
  }
  const rules = [...byGroup]
    .map(([group, plurals]) => rbacRule(group, plurals))
    .join('\n')
    .replaceAll('\n', '\n  ');
  return `# Adds what Backstage may not read yet. Nothing is ever written.
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: modelfleet-observer-more
rules:
  ${rules}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: modelfleet-observer-more
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: modelfleet-observer-more
subjects:
${subject(account)}
`;
}

function subject(account: string | undefined): string {
  const [, namespace, name] =
    /^system:serviceaccount:([^:]+):([^:]+)$/.exec(account ?? '') ?? [];
  if (namespace && name) {
    return `  - kind: ServiceAccount
    name: ${name}
    namespace: ${namespace}`;
  }
  return account
    ? `  - kind: User
    apiGroup: rbac.authorization.k8s.io
    name: ${JSON.stringify(account)}`
    : `  # The account whose credentials the Kubernetes plugin has for the cluster.
  - kind: ServiceAccount
    name: modelfleet-observer
    namespace: backstage`;
}
