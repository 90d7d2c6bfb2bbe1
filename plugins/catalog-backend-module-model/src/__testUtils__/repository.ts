import { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';

/** A repository with two tenants. */
export function repository(
  overrides: Partial<GitOpsRepository> = {},
): GitOpsRepository {
  return {
    id: 'fleet',
    url: 'https://git.example.com/platform/fleet.git',
    branch: 'main',
    root: 'fleet',
    delivery: 'argocd',
    directPush: true,
    clusters: ['cloud-eu'],
    tenants: [
      {
        name: 'chat',
        owner: 'group:default/chat-team',
        namespaces: ['chat'],
        clusters: ['cloud-eu'],
      },
      {
        name: 'vision',
        owner: 'group:default/vision-team',
        namespaces: ['vision'],
        clusters: ['cloud-eu'],
      },
    ],
    ...overrides,
  };
}

/** A service's file, as the scaffolder writes it. */
export function serviceYaml(
  name: string,
  options: { owner?: string; title?: string; more?: string } = {},
): string {
  return `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  title: ${options.title ?? name}
spec:
  type: inference-service
  lifecycle: production
  owner: ${options.owner ?? 'group:default/chat-team'}
  dependsOn: [model:default/base]
${options.more ?? ''}`;
}
