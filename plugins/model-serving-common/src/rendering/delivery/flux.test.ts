import { parse } from 'yaml';
import type { GitOpsRepository } from '../../gitops';
import { renderPlatform } from '../bootstrap/renderPlatform';
import { renderFluxDelivery } from './flux';

const repository: GitOpsRepository = {
  id: 'Fleet',
  url: 'https://git.example.com/fleet.git',
  branch: 'main',
  root: 'fleet',
  delivery: 'flux',
  directPush: false,
  clusters: ['eu', 'us'],
  tenants: [
    {
      name: 'chat',
      owner: 'group:default/chat',
      namespaces: ['chat'],
      clusters: ['eu', 'us'],
    },
  ],
};
const service = {
  tenant: 'chat',
  service: 'support-chat',
  namespace: 'chat',
  folder: 'fleet/chat/support-chat',
};
const EU = 'fleet/_platform/flux/eu/chat-support-chat.yaml';
const US = 'fleet/_platform/flux/us/chat-support-chat.yaml';

function render(
  existing: ReadonlyMap<string, string>,
  clusters: string[],
  left: string[] = [],
) {
  return renderFluxDelivery({ repository, service, existing, clusters, left });
}

describe('renderFluxDelivery', () => {
  it('applies a folder as the tenant, into its namespace', () => {
    expect(parse(render(new Map(), ['eu']).get(EU) ?? '')).toEqual({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: {
        name: 'chat-support-chat',
        namespace: 'flux-system',
        labels: { 'app.kubernetes.io/managed-by': 'modelfleet' },
      },
      spec: {
        interval: '10m',
        retryInterval: '1m',
        timeout: '5m',
        prune: true,
        path: './fleet/chat/support-chat/clusters/eu',
        sourceRef: { kind: 'GitRepository', name: 'fleet' },
        targetNamespace: 'chat',
        serviceAccountName: 'modelfleet-chat',
      },
    });
  });

  it("is made from the platform's template, and from nothing else of it", () => {
    const path = 'fleet/_platform/flux/template.yaml';
    const template = `${renderPlatform(repository).files.get(
      path,
    )}  wait: true\n  serviceAccountName: admin\n  path: ./\n`;
    const text = render(new Map([[path, template]]), ['eu']).get(EU) ?? '';
    expect(parse(text).spec).toMatchObject({
      wait: true,
      serviceAccountName: 'modelfleet-chat',
      path: './fleet/chat/support-chat/clusters/eu',
    });
  });

  it('takes a cluster out that the service leaves', () => {
    const files = new Map([[US, 'anything']]);
    expect([...render(files, [], ['us', 'eu'])]).toEqual([[US, undefined]]);
  });

  it('refuses a template of another kind', () => {
    const path = 'fleet/_platform/flux/template.yaml';
    expect(() =>
      render(new Map([[path, 'kind: HelmRelease\n']]), ['eu']),
    ).toThrow('must be a Kustomization');
  });
});
